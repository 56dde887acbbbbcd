"""Write the scorer that ships: the network as ONNX in whole bytes, and the card that its loading is checked by.

    python -m training.events.export build/events/weights.pt --encoder FOLDER \
        --language src/wirebook/language/weights/model.onnx -o src/wirebook/coding/events/weights

The vectors of the word pieces stay in the language model's file; the card says where in it. How products are taken in
whole numbers, row by row, says `training/language/export.py`.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.events.network import Scorer
from training.language.export import MASKED, OPSET, Graph, _array, _layer, _layer_of
from training.language.network import Layer, load_encoder
from wirebook.coding.events.scorer import TYPES


def build(model: Scorer, exact: bool) -> onnx.ModelProto:
    """The network as a graph: pieces, cases, roles and vectors in, scores and acts out. `exact` keeps floats."""
    graph, encoder = Graph(exact), model.encoder
    size = encoder.pieces.embedding_dim
    x = graph.add("Add", "vectors", graph.add("Gather", graph.constant(_array(encoder.cases.weight)), "cases"))
    x = graph.add("Add", x, graph.add("Gather", graph.constant(_array(model.roles.weight)), "roles"))
    length = graph.add("Slice", graph.add("Shape", "pieces"), graph.numbers(1), graph.numbers(2))
    positions = graph.add(
        "Slice", graph.constant(_array(encoder.positions.weight)), graph.numbers(0), length, graph.numbers(0)
    )
    x = graph.norm(graph.add("Add", x, positions), _array(encoder.norm.weight), _array(encoder.norm.bias))
    padding = graph.add("Equal", "pieces", graph.constant(np.array(0, np.int64)))
    masked = graph.add("Mul", graph.add("Cast", padding, to=TensorProto.FLOAT), graph.floats(MASKED))
    mask = graph.add("Unsqueeze", masked, graph.numbers(1, 2))
    shape = graph.add("Concat", graph.add("Shape", "pieces"), graph.numbers(size), axis=0)
    x = graph.rows(x, size)
    for layer in encoder.layers:
        assert isinstance(layer, Layer)
        x = _layer_of(graph, layer, x, mask, size)
    acts = graph.add("Reshape", graph.linear(x, _layer(model.act))[0], graph.add("Shape", "pieces"))
    acts = graph.add("Add", acts, masked, output="acts")
    x = graph.add("Reshape", x, shape)

    def weighted(weights: str) -> str:
        """The sum of the pieces' vectors by weights (sentences, pieces)."""
        wide = graph.add("Mul", x, graph.add("Unsqueeze", weights, graph.numbers(2)))
        return graph.add("ReduceSum", wide, graph.numbers(1), keepdims=0)

    def mean(role: int) -> str:
        here = graph.add("Equal", "roles", graph.constant(np.array(role, np.int64)))
        chosen = graph.add("Cast", here, to=TensorProto.FLOAT)
        count = graph.add("ReduceSum", chosen, graph.numbers(1), keepdims=1)
        return graph.add("Div", weighted(chosen), graph.add("Max", count, graph.floats(1.0)))

    first = graph.add("Gather", x, graph.constant(np.array(0, np.int64)), axis=1)
    both = graph.add("Concat", mean(1), mean(2), weighted(graph.add("Softmax", acts, axis=-1)), first, axis=1)
    inner = graph.add("Relu", graph.linear(both, _layer(model.inner))[0])
    graph.add("Identity", graph.linear(inner, _layer(model.scores))[0], output="scores")

    def value(name: str, kind: int, *sides: str | int) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, list(sides))

    whole, real = TensorProto.INT64, TensorProto.FLOAT
    made = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "wirebook-events",
            [
                *(value(name, whole, "s", "p") for name in ("pieces", "cases", "roles")),
                value("vectors", real, "s", "p", size),
            ],
            [value("scores", real, "s", len(TYPES)), value("acts", real, "s", "p")],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)],
        ir_version=10,
        producer_name="wirebook",
    )
    onnx.checker.check_model(made)
    return made


def card(file: Path, language: Path, name: str) -> str:
    """The card in TOML: digests, and where the language model's file holds its table of word vectors."""
    data = language.read_bytes()
    table, scale = [w for w in onnx.load(language).graph.initializer if w.dims and w.dims[0] > 10_000]
    lines = [
        "# The scorer of events that ships: what it is, and the digests that are checked on loading. The vectors of",
        "# the word pieces are read from the language model's file, at the places named here.",
        f'name = "{name}"',
        'licence = "CC BY-SA 4.0"',
        f'sha256 = "{hashlib.sha256(file.read_bytes()).hexdigest()}"',
        f'language_sha256 = "{hashlib.sha256(data).hexdigest()}"',
        f"pieces = {table.dims[0]}",
        f"width = {table.dims[1]}",
    ]
    for key, tensor in (("table_at", table), ("scale_at", scale)):
        content = numpy_helper.to_array(tensor).tobytes()
        place = data.find(content)
        if place < 0 or data.find(content, place + 1) >= 0:
            raise ValueError(f"{language}: {tensor.name} does not stand there once")
        lines.append(f"{key} = {place}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the trained weights and write model and card; print the digest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--layers", default="0,1,2,3,4,5")
    parser.add_argument("--language", type=Path, required=True)
    parser.add_argument("--name", default="events-1")
    parser.add_argument("--float", action="store_true", help="no rounding: to measure what it costs")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    model = Scorer(load_encoder(args.encoder, [int(n) for n in args.layers.split(",")]))
    model.load_state_dict(torch.load(args.weights, weights_only=True))
    args.output.mkdir(parents=True, exist_ok=True)
    file = args.output / "model.onnx"
    file.write_bytes(build(model, args.float).SerializeToString(deterministic=True))
    (args.output / "model.toml").write_text(card(file, args.language, args.name), encoding="utf8")
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB, SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
