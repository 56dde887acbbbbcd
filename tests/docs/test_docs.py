import importlib.util
import re
import subprocess
import sys
from importlib.metadata import version

import pytest

from tests.support import ROOT
from wirebook import errors

PAGES = sorted((ROOT / "docs").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *PAGES]
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name(path):
    return str(path.relative_to(ROOT))


def load_generator():
    spec = importlib.util.spec_from_file_location("docs_generator", ROOT / "scripts/docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def every_error(kind=errors.WirebookError):
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield child
            yield from every_error(child)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_generated_parts_are_up_to_date(path):
    tested = re.search(r"^typer==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE).group(1)
    if version("typer") != tested:
        pytest.skip(f"help texts are compared under typer {tested} alone")
    text = path.read_text()
    assert load_generator().generated(text) == text, "run: .venv/bin/python scripts/docs.py"


def test_every_error_has_its_section():
    sections = dict(re.findall(r"^## (WB\d{3})\n\*\*(\w+)\.\*\*", (ROOT / "docs/errors.md").read_text(), re.MULTILINE))
    assert sections == {error.code: error.__name__ for error in every_error()}


def test_every_error_is_in_the_tree_that_the_module_draws():
    for error in every_error():
        assert re.search(rf"\b{error.__name__}\b", errors.__doc__)
        code = error.code.replace("00", "xx") if error.code.endswith("00") else error.code
        assert code in errors.__doc__


def test_codes_are_stable_and_unique():
    codes = [error.code for error in every_error()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"WB\d{3}", code) for code in codes)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)", path.read_text()):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target


def test_every_page_is_in_the_index():
    index = (ROOT / "docs/index.md").read_text()
    assert all(f"({page.name})" in index for page in PAGES if page.name != "index.md")


def test_the_first_block_of_the_readme_is_its_two_commands():
    _, block = FENCED.search((ROOT / "README.md").read_text()).groups()
    commands = block.splitlines()
    assert commands == ["python3 scripts/example.py", "python3 scripts/test.py"]
    assert all((ROOT / command.split()[1]).is_file() for command in commands)
    assert commands[1] in (ROOT / ".ci/run").read_text()


@pytest.fixture
def workplace(tmp_path):
    """A folder with what a user in the checkout sees, and `wirebook` on the path."""
    for folder in ("examples", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    program = tmp_path / "bin/wirebook"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from wirebook.cli import main; main()" "$@"\n')
    program.chmod(0o755)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_example_of_the_shell_runs(path, workplace):
    script = "".join(block for language, block in FENCED.findall(path.read_text()) if language == "sh")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f'export PATH="{workplace}/bin:$PATH"\n{script}'],
        cwd=workplace, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_example_in_python_runs(path, workplace):
    for language, block in FENCED.findall(path.read_text()):
        if language == "python":
            done = subprocess.run(
                [sys.executable, "-W", "error::UserWarning", "-c", block],
                cwd=workplace,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert done.stdout
