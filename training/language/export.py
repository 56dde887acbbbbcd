"""Write the file that ships: the trained network as ONNX, in whole bytes, without torch at run time.

    python -m training.language.export build/language/weights.pt --labels build/language/labels.json \
        --encoder FOLDER -o src/wirebook/language/weights

**Whole numbers by row.** Every product of a row (one piece of one sentence) with a matrix is taken in whole numbers.
The row's own largest value gives its scale in 8 bits, so that nothing depends on the other rows of a batch; the matrix
has a scale a column, in 7 bits, so that the pairwise sums of older CPUs cannot run over (255 * 63 * 2 < 2 ** 15). Sums
of whole numbers are exact in any order. `--float` writes the same graph without rounding, to measure what it costs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.language.network import Labels, Layer, Network, load_encoder

OPSET = 20
MASKED = -10000.0
ZERO = 128
"""The byte that stands for 0 in a row."""
MOST_WEIGHT = 63
Array = NDArray[np.float32]


@dataclass
class Graph:
    """Nodes and weights as they are added; every method returns the name of its result."""

    exact: bool
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)
    count: int = 0

    def name(self, stem: str) -> str:
        """A name that no other value has."""
        self.count += 1
        return f"{stem}_{self.count}"

    def constant(self, value: NDArray[np.generic], stem: str = "weight") -> str:
        """A weight, by its bytes."""
        name = self.name(stem)
        self.weights.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def floats(self, *values: float) -> str:
        """A constant of one number, or of a row of them."""
        return self.constant(np.array(values[0] if len(values) == 1 else values, np.float32))

    def numbers(self, *values: int) -> str:
        """A row of whole numbers, for axes and shapes."""
        return self.constant(np.array(values, np.int64))

    def add(self, kind: str, *inputs: str, output: str = "", **attributes: object) -> str:
        """A node; the name of its first output."""
        name = output or self.name(kind.lower())
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def rounded(self, x: str) -> tuple[str, str]:
        """Each row of `x` (rows, width) in bytes around 128, and its scale (rows)."""
        most = self.add("ReduceMax", self.add("Abs", x), self.numbers(-1), keepdims=0)
        scale = self.add("Mul", self.add("Max", most, self.floats(1e-8)), self.floats(1 / 127))
        middle = self.add("Expand", self.constant(np.array([ZERO], np.uint8)), self.add("Shape", scale))
        return self.add("QuantizeLinear", x, scale, middle, axis=0), self.add("Unsqueeze", scale, self.numbers(1))

    def product(self, row: tuple[str, str], matrix: Array, bias: Array | None) -> str:
        """Rows in bytes by a matrix (inputs, outputs), back in floats, with the bias added."""
        scale = np.maximum(np.abs(matrix).max(0), 1e-8) / MOST_WEIGHT
        whole = np.clip(np.rint(matrix / scale), -MOST_WEIGHT, MOST_WEIGHT).astype(np.int8)
        inputs = [row[0], self.constant(whole), self.floats(1.0), self.constant(scale.astype(np.float32))]
        inputs += [self.constant(np.array(ZERO, np.uint8)), self.constant(np.array(0, np.int8))]
        name = self.name("product")
        self.nodes.append(helper.make_node("MatMulIntegerToFloat", inputs, [name], domain="com.microsoft"))
        floats = self.add("Mul", name, row[1])
        return floats if bias is None else self.add("Add", floats, self.constant(bias))

    def linear(self, x: str, *layers: tuple[Array, Array | None]) -> list[str]:
        """One or more layers over the same rows (rows, width), each given as its matrix (inputs, outputs) and bias."""
        if self.exact:
            found = []
            for matrix, bias in layers:
                y = self.add("MatMul", x, self.constant(matrix))
                found.append(y if bias is None else self.add("Add", y, self.constant(bias)))
            return found
        row = self.rounded(x)
        return [self.product(row, matrix, bias) for matrix, bias in layers]

    def norm(self, x: str, weight: Array, bias: Array) -> str:
        """Layer normalisation over the last axis, in plain steps: the runtime's own node is slow in some versions."""
        away = self.add("Sub", x, self.add("ReduceMean", x, self.numbers(-1)))
        length = self.add("Max", self.add("ReduceL2", away, self.numbers(-1)), self.floats(1e-6))
        unit = self.add("Mul", away, self.add("Reciprocal", length))
        scaled = self.add("Mul", unit, self.constant(weight * np.float32(len(weight) ** 0.5)))
        return self.add("Add", scaled, self.constant(bias))

    def rows(self, x: str, width: int) -> str:
        """A value (sentences, ..., width) as rows (sentences * ..., width)."""
        return self.add("Reshape", x, self.numbers(-1, width))

    def embedding(self, index: str, table: Array) -> str:
        """Rows of a table; in bytes with a scale a row where the graph is not exact."""
        if self.exact:
            return self.add("Gather", self.constant(table), index)
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        whole = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
        floats = self.add("Cast", self.add("Gather", self.constant(whole), index), to=TensorProto.FLOAT)
        return self.add("Mul", floats, self.add("Gather", self.constant(scale.astype(np.float32)), index))


def _array(value: torch.Tensor) -> Array:
    return value.detach().numpy().astype(np.float32)


def _layer(module: torch.nn.Module) -> tuple[Array, Array | None]:
    assert isinstance(module, torch.nn.Linear)
    return _array(module.weight).T, None if module.bias is None else _array(module.bias)


def _encoder(graph: Graph, network: Network) -> str:
    """Pieces and cases in, the mixed layers out (sentences, pieces, width)."""
    encoder = network.encoder
    size = encoder.pieces.embedding_dim
    x = graph.add("Add", graph.embedding("pieces", _array(encoder.pieces.weight)),
                  graph.add("Gather", graph.constant(_array(encoder.cases.weight)), "cases"))  # fmt: skip
    length = graph.add("Slice", graph.add("Shape", "pieces"), graph.numbers(1), graph.numbers(2))
    positions = graph.add("Slice", graph.constant(_array(encoder.positions.weight)), graph.numbers(0), length,
                          graph.numbers(0))  # fmt: skip
    x = graph.norm(graph.add("Add", x, positions), _array(encoder.norm.weight), _array(encoder.norm.bias))
    padding = graph.add("Equal", "pieces", graph.constant(np.array(0, np.int64)))
    mask = graph.add("Mul", graph.add("Cast", padding, to=TensorProto.FLOAT), graph.floats(MASKED))
    mask = graph.add("Unsqueeze", mask, graph.numbers(1, 2))
    shape = graph.add("Concat", graph.add("Shape", "pieces"), graph.numbers(size), axis=0)
    x = graph.rows(x, size)
    mix = torch.softmax(encoder.mix.detach(), 0).numpy()
    mixed = graph.add("Mul", x, graph.floats(float(mix[0])))
    for share, layer in zip(mix[1:], encoder.layers, strict=True):
        assert isinstance(layer, Layer)
        x = _layer_of(graph, layer, x, mask, size)
        mixed = graph.add("Add", mixed, graph.add("Mul", x, graph.floats(float(share))))
    return graph.add("Reshape", mixed, shape)


def _layer_of(graph: Graph, layer: Layer, x: str, mask: str, size: int) -> str:
    """One layer of the encoder over rows."""
    width = size // layer.heads
    scale = np.float32(width**-0.25)  # on both sides of the product
    (query, query_bias), (key, key_bias), (value, value_bias) = (
        _layer(m) for m in (layer.query, layer.key, layer.value)
    )
    assert query_bias is not None
    assert key_bias is not None
    assert value_bias is not None
    matrix = np.concatenate([query * scale, key * scale, value], 1)
    bias = np.concatenate([query_bias * scale, key_bias * scale, value_bias])
    both = graph.linear(x, (matrix, bias))[0]
    split = graph.add("Concat", graph.add("Shape", "pieces"), graph.numbers(3, layer.heads, width), axis=0)
    both = graph.add("Transpose", graph.add("Reshape", both, split), perm=[2, 0, 3, 1, 4])
    q, k, v = (graph.add("Gather", both, graph.constant(np.array(i, np.int64)), axis=0) for i in range(3))
    weights = graph.add("MatMul", q, graph.add("Transpose", k, perm=[0, 1, 3, 2]))
    weights = graph.add("Softmax", graph.add("Add", weights, mask), axis=-1)
    seen = graph.rows(graph.add("Transpose", graph.add("MatMul", weights, v), perm=[0, 2, 1, 3]), size)
    y = graph.linear(seen, _layer(layer.attended))[0]
    x = graph.norm(graph.add("Add", x, y), _array(layer.attended_norm.weight), _array(layer.attended_norm.bias))
    y = graph.add("Gelu", graph.linear(x, _layer(layer.inner))[0], approximate="none")
    y = graph.linear(y, _layer(layer.outer))[0]
    return graph.norm(graph.add("Add", x, y), _array(layer.outer_norm.weight), _array(layer.outer_norm.bias))


def _at(graph: Graph, x: str, index: str, size: int) -> str:
    """The rows of a (sentences, pieces, width) value that `index` (sentences, words) names."""
    wide = graph.add("Expand", graph.add("Unsqueeze", index, graph.numbers(2)), graph.numbers(1, 1, size))
    return graph.add("GatherElements", x, wide, axis=1)


def build(network: Network, exact: bool) -> onnx.ModelProto:
    """The network as a graph. `exact` keeps floats throughout."""
    graph = Graph(exact)
    x = _encoder(graph, network)
    size = network.encoder.pieces.embedding_dim
    words = graph.add("Add", _at(graph, x, "first", size), _at(graph, x, "last", size))
    words = graph.add("Mul", words, graph.floats(0.5), output="words")
    root = graph.add("Slice", x, graph.numbers(0), graph.numbers(1), graph.numbers(1))
    above = graph.add("Concat", words, root, axis=1)

    def shaped(rows: str, like: str, output: str = "") -> str:
        """Rows back as (sentences, words, width)."""
        sides = graph.add("Slice", graph.add("Shape", like), graph.numbers(0), graph.numbers(2))
        return graph.add("Reshape", rows, graph.add("Concat", sides, graph.numbers(-1), axis=0), output=output)

    heads = ("xpos", "upos", "features", "names")
    lower = [network.arc_dependent, network.label_dependent, *(getattr(network, n).inner for n in heads)]
    upper = [network.arc_governor, network.label_governor]
    inner = graph.linear(graph.rows(words, size), *(_layer(m) for m in [*lower, network.starts]))
    governors = graph.linear(graph.rows(above, size), *(_layer(m) for m in upper))
    governor = graph.add("Relu", governors[0])
    moved = shaped(graph.linear(graph.add("Relu", inner[0]), _layer(network.biaffine))[0], words)
    bias = shaped(graph.linear(governor, _layer(network.governor_bias))[0], above)
    arcs = graph.add("MatMul", moved, graph.add("Transpose", shaped(governor, above), perm=[0, 2, 1]))
    graph.add("Add", arcs, graph.add("Transpose", bias, perm=[0, 2, 1]), output="arcs")
    shaped(inner[1], words, output="dependent")
    shaped(governors[1], above, output="governor")
    for name, value in zip(heads, inner[2:6], strict=True):
        scores = graph.linear(graph.add("Relu", value), _layer(getattr(network, name).scores))[0]
        if name == "names":
            shaped(scores, words, output="names")
        else:
            graph.add("ArgMax", shaped(scores, words), axis=-1, keepdims=0, output=name)
    graph.add("Squeeze", shaped(inner[6], words), graph.numbers(2), output="starts")
    matrix, vector = _layer(network.relations)
    assert vector is not None
    graph.add("Identity", graph.constant(matrix), output="relation_matrix")
    graph.add("Identity", graph.constant(vector), output="relation_bias")

    def value(name: str, kind: int, *shape: str | int) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, list(shape))

    whole, real = TensorProto.INT64, TensorProto.FLOAT
    inputs = [value("pieces", whole, "s", "p"), value("cases", whole, "s", "p"),
              value("first", whole, "s", "w"), value("last", whole, "s", "w")]  # fmt: skip
    outputs = [
        value("arcs", real, "s", "w", "w1"),
        value("dependent", real, "s", "w", matrix.shape[0] // 2),
        value("governor", real, "s", "w1", matrix.shape[0] // 2),
        *(value(name, whole, "s", "w") for name in ("xpos", "upos", "features")),
        value("names", real, "s", "w", len(network.labels.names)),
        value("starts", real, "s", "w"),
        value("words", real, "s", "w", size),
        value("relation_matrix", real, *matrix.shape),
        value("relation_bias", real, *vector.shape),
    ]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "wirebook", inputs, outputs, graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)],
        ir_version=10,
        producer_name="wirebook",
    )
    labels = {name: json.dumps(value) for name, value in vars(network.labels).items()}
    helper.set_model_props(model, labels)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """Read the trained weights and write model and vocabulary; print the digest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--layers", default="0,1,2,3,4,5")
    parser.add_argument("--float", action="store_true", help="no rounding: to measure what it costs")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    labels = Labels(**json.loads(args.labels.read_text()))
    network = Network(load_encoder(args.encoder, [int(n) for n in args.layers.split(",")]), labels)
    network.load_state_dict(torch.load(args.weights, weights_only=True))
    args.output.mkdir(parents=True, exist_ok=True)
    file = args.output / "model.onnx"
    file.write_bytes(build(network, args.float).SerializeToString(deterministic=True))
    shutil.copyfile(args.encoder / "vocab.txt", args.output / "vocabulary.txt")
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB, SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
