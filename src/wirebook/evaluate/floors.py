"""Floors: the scores that have been reached, below which no change may fall.

A file of floors is TOML, one `[[floor]]` a gold set: its suite, its path (from the folder above the file's own), the
digest of the set, and the scores. Floors are raised by `raised`, never lowered; a set that changes needs a person, who
takes the digest and the scores out of the file and has them filled in anew, which a reviewer sees in the difference.
"""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from wirebook.errors import EvaluationError
from wirebook.evaluate import Scores, flattened, run, suite_named

TOLERANCE = 0.0005
"""Floors have three decimals; what rounds to the floor is not below it."""
WORTH_RAISING = 0.005
Runner = Callable[[str, Path], Scores]


@dataclass(frozen=True)
class Floor:
    """The floor of one gold set. An empty digest is one that is to be filled in."""

    suite: str
    path: str
    digest: str = ""
    scores: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What a check of one floor found. `absent`: the set is not on this machine, so that nothing was checked."""

    floor: Floor
    absent: bool = False
    reached: dict[str, float] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    could_be_raised: tuple[str, ...] = ()


def read_floors(file: Path) -> list[Floor]:
    """The floors in a file. Raises EvaluationError where it is no such file, or names a suite that there is not."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EvaluationError(str(file), f"it cannot be read as a file of floors: {error}") from error
    try:
        return [
            Floor(
                suite=str(entry["suite"]),
                path=str(entry["path"]),
                digest=str(entry.get("digest", "")),
                scores={str(key): float(value) for key, value in entry.get("scores", {}).items()},
            )
            for entry in content.get("floor", [])
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise EvaluationError(str(file), f"an entry is not as it should be: {error}") from error


def write_floors(file: Path, floors: list[Floor]) -> None:
    """Write the floors back, with the comment that the file begins with."""
    old = file.read_text(encoding="utf-8")
    head = old[: old.index("[[floor]]")] if "[[floor]]" in old else old
    parts = [head.rstrip("\n")]
    for floor in floors:
        lines = ["[[floor]]", f'suite = "{floor.suite}"', f'path = "{floor.path}"', f'digest = "{floor.digest}"']
        lines += ["[floor.scores]", *(f'"{key}" = {value:.3f}' for key, value in floor.scores.items())]
        parts.append("\n".join(lines))
    file.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def place_of(floor: Floor, file: Path) -> Path:
    """Where the set of a floor lies: paths are from the folder above that of the file of floors."""
    return file.resolve().parent.parent / floor.path


def digest_of(path: Path) -> str:
    """SHA-256 over the sorted names and the bytes of the files of a set, hidden ones left out."""
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    digest = hashlib.sha256()
    for file in files:
        name = file.relative_to(path if path.is_dir() else path.parent)
        if any(part.startswith((".", "__")) for part in name.parts):
            continue
        content = file.read_bytes()
        digest.update(f"{name.as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def check(floor: Floor, file: Path, runner: Runner = run) -> Verdict:
    """Score one set and compare. `runner` scores a suite on a path."""
    path = place_of(floor, file)
    guarded = suite_named(floor.suite).floors
    if not path.exists():
        return Verdict(floor, absent=True)
    if floor.digest and floor.digest != digest_of(path):
        return Verdict(floor, problems=("the set is not the one that the floor was measured on: its digest differs",))
    flat = flattened(runner(floor.suite, path))
    reached = {key: flat[key] for key in guarded if key in flat} | {
        key: flat[key] for key in floor.scores if key in flat
    }
    problems = [f"{key} is no longer among the scores" for key in floor.scores if key not in flat]
    problems += [
        f"{key} fell to {reached[key]:.3f} from {value:.3f}"
        for key, value in floor.scores.items()
        if key in reached and reached[key] < value - TOLERANCE
    ]
    raisable = [
        f"{key} could be raised to {_down(score):.3f} from {floor.scores.get(key, 0.0):.3f}"
        for key, score in reached.items()
        if score >= floor.scores.get(key, 0.0) + WORTH_RAISING
    ]
    return Verdict(floor, reached=reached, problems=tuple(problems), could_be_raised=tuple(raisable))


def raised(verdict: Verdict, file: Path) -> Floor:
    """The floor with each score raised to what was reached, and none lowered; unchanged where nothing was scored."""
    if not verdict.reached:
        return verdict.floor
    scores = {key: max(verdict.floor.scores.get(key, 0.0), _down(score)) for key, score in verdict.reached.items()}
    digest = verdict.floor.digest or digest_of(place_of(verdict.floor, file))
    return replace(verdict.floor, digest=digest, scores=verdict.floor.scores | scores)


def _down(score: float) -> float:
    """A score with three decimals, never rounded up; what is a hair below a thousandth counts as that thousandth."""
    return math.floor(score * 1000 + 1e-6) / 1000
