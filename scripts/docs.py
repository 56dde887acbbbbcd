"""Write the parts of the documentation that are read off the code; with --check, only say which are out of date.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->` in a file of docs/ or in README.md. Run
this in the project's environment: `.venv/bin/python scripts/docs.py`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import BaseModel
from typer.main import get_command

from wirebook import record
from wirebook.cli import app
from wirebook.evaluate import SUITES

ROOT = Path(__file__).resolve().parent.parent
PART = re.compile(r"(<!-- generated: (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
RECORDS: tuple[type[BaseModel], ...] = (
    record.Claim, record.Impact, record.AidStep, record.Entity, record.Speaker, record.Location, record.Amount,
    record.Evidence, record.CiteInfo,
)  # fmt: skip
SENTENCE = "Tonga's Red Cross said on Sunday that Fiji had sent 200 tents to Tonga on Friday."


def main() -> int:
    """Bring the generated parts up to date, or list the files that are not."""
    stale = []
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        old = path.read_text(encoding="utf-8")
        new = generated(old)
        if new != old:
            stale.append(path)
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    for path in stale:
        print(f"{path.relative_to(ROOT)} {'is out of date' if '--check' in sys.argv else 'written'}")
    return int(bool(stale) and "--check" in sys.argv)


def generated(text: str) -> str:
    """A document with its generated parts as they should be."""
    return PART.sub(lambda part: part.group(1) + PARTS[part["name"]]() + "\n" + part.group(3), text)


def run(*arguments: str) -> str:
    """What a wirebook command prints in a terminal of 80 columns, without colour."""
    terminal = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-c", "from wirebook.cli import main; main()", *arguments]
    done = subprocess.run(command, env=terminal, capture_output=True, text=True, encoding="utf-8", check=True)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


def commands() -> str:
    """The help of every command, those of a group behind its own."""
    return "\n\n".join(
        [f"```text\n{run('--help')}\n```"]
        + [f"## wirebook {' '.join(path)}\n\n```text\n{run(*path, '--help')}\n```" for path in paths(get_command(app))]
    )


def paths(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command below one, in the order of the help."""
    for name, below in getattr(command, "commands", {}).items():
        yield (*path, name)
        yield from paths(below, (*path, name))


def fields() -> str:
    """A table of the fields of every record."""
    return "\n\n".join(_table(model) for model in RECORDS)


def suites() -> str:
    """A table of the suites of `wirebook evaluate`."""
    rows = [
        f"| `{name}` | {suite.takes} | {', '.join(f'`{key}`' for key in suite.floors)} |"
        for name, suite in SUITES.items()
    ]
    return "\n".join(["| suite | PATH | scores with a floor |", "|---|---|---|", *rows])


def example() -> str:
    """What is read in one sentence."""
    output = run("explain", SENTENCE, "--published", "2024-08-04")
    return f'```text\n$ wirebook explain "{SENTENCE}" --published 2024-08-04\n{output}\n```'


def _table(model: type[BaseModel]) -> str:
    summary = " ".join((model.__doc__ or "").split())
    rows = []
    for name, field in model.model_fields.items():
        default = "" if field.is_required() else f"`{_json(field.default)}`"
        rows.append(f"| `{name}` | {_type(field.annotation)} | {default} |")
    return "\n".join([f"### {model.__name__}", "", summary, "", "| field | type | if absent |", "|---|---|---|", *rows])


def _json(value: object) -> str:
    """A default as JSON shows it; an empty tuple is an empty list."""
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def _type(annotation: object) -> str:
    """A type in the words of JSON."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_type(one) for one in inner if one is not type(None))
    if origin is tuple:
        return f"list of {_type(inner[0])}" if inner[-1] is Ellipsis else f"[{', '.join(_type(one) for one in inner)}]"
    name = getattr(annotation, "__name__", str(annotation))
    return {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "date": "day"}.get(
        name, name
    )


PARTS: dict[str, Callable[[], str]] = {"commands": commands, "fields": fields, "suites": suites, "example": example}

if __name__ == "__main__":
    sys.exit(main())
