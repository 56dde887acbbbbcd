"""An environment of its own for this checkout, made with nothing but Python and pip.

`ensure()` makes `.venv`, installs the project into it and returns its interpreter. A second call finds the stamp of the
first and returns at once. The standard library alone is used here, since nothing else is there yet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BOOTSTRAP = ROOT / ".bootstrap"
CONSTRAINTS = ROOT / "constraints.txt"
STAMP = ENVIRONMENT / "wirebook-stamp"
OLDEST = (3, 11)


class SetupError(Exception):
    """The environment could not be made; the message says which step failed and shows its output."""


def interpreter() -> Path:
    """The environment's Python."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def command(name: str) -> Path:
    """A command that is installed in the environment, such as `wirebook`."""
    return interpreter().with_name(name + (".exe" if os.name == "nt" else ""))


def ensure(development: bool = False) -> Path:
    """Make the environment where it is missing or out of date, and return its interpreter.

    With `development`, the tools of the development group and every extra are installed as well. Raises SetupError.
    """
    if sys.version_info < OLDEST:
        raise SetupError(f"Python {'.'.join(map(str, OLDEST))} or newer is needed; this is {sys.version.split()[0]}")
    digest = _digest()
    wanted = [f"{part} {digest}" for part in ("core", "development")[: 1 + development]]
    done = STAMP.read_text().splitlines() if STAMP.is_file() else []
    if set(wanted) <= set(done) and interpreter().exists():
        return interpreter()
    if not _usable():
        _say("making an environment in .venv")
        _make()
    _say("installing wirebook" + (" and the tools that test it" if development else "") + " (a minute or two)")
    _install(development)
    STAMP.write_text("\n".join(sorted(set(wanted) | {line for line in done if line.endswith(digest)})) + "\n")
    return interpreter()


def _digest() -> str:
    """What the environment depends on: this Python, where the checkout lies, and the lists of requirements."""
    parts = [sys.version.encode(), str(ROOT).encode()]
    parts += [path.read_bytes() for path in (ROOT / "pyproject.toml", CONSTRAINTS)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _usable() -> bool:
    """Whether `.venv` is an environment of this Python version that has pip."""
    check = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    try:
        return subprocess.run([interpreter(), "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make() -> None:
    """Make `.venv`, by the standard library's venv, or by virtualenv where Debian has taken venv's pip away."""
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    if _try([sys.executable, "-m", "venv", str(ENVIRONMENT)]) is None and _usable():
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    _say("this Python's venv is incomplete; fetching virtualenv into .bootstrap")
    _run([sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(BOOTSTRAP), "virtualenv"])
    path = os.pathsep.join(filter(None, [str(BOOTSTRAP), os.environ.get("PYTHONPATH")]))
    _run([sys.executable, "-m", "virtualenv", "--quiet", str(ENVIRONMENT)], PYTHONPATH=path)


def _install(development: bool) -> None:
    """Install the project from the checkout, with the tested versions where they are to be had.

    Byte code is left to be written on first use: compiling all of it takes a third of the time and a sixth of the room.
    """
    install = [str(interpreter()), "-m", "pip", "install", "--quiet", "--no-compile", *_requirements(development)]
    problem = _try([*install, "--constraint", str(CONSTRAINTS)])
    if problem is None:
        return
    _say("the tested versions are not all to be had here; taking the newest that pyproject.toml allows")
    _run(install)


def _requirements(development: bool) -> list[str]:
    """What pip is given: the checkout itself, and the development group, in which the project names its own extras."""
    if not development:
        return ["--editable", str(ROOT)]
    import tomllib  # not before ensure() has checked the version

    group = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["dev"]
    own = [requirement for requirement in group if requirement.startswith("wirebook[")]
    extras = "".join(requirement.removeprefix("wirebook") for requirement in own)
    return ["--editable", f"{ROOT}{extras}", *(requirement for requirement in group if requirement not in own)]


def _try(arguments: list[str], **variables: str) -> str | None:
    """Run a step quietly; return None where it went well, else what it printed."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables}
    done = subprocess.run(
        arguments, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return None if done.returncode == 0 else (done.stdout + done.stderr).strip()


def _run(arguments: list[str], **variables: str) -> None:
    problem = _try(arguments, **variables)
    if problem is not None:
        raise SetupError(f"this step failed: {' '.join(arguments)}\n{problem}")


def _say(message: str) -> None:
    print(f"wirebook: {message}", file=sys.stderr, flush=True)
