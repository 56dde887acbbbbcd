import resource
import subprocess
import sys

import pytest

from tests.cli.running import here, wirebook
from wirebook.cli import app

COMMANDS = [command.callback.__name__ for command in app.registered_commands]
GROUPS = [
    f"{group.typer_instance.info.name} {command.name or command.callback.__name__}"
    for group in app.registered_groups
    for command in group.typer_instance.registered_commands
]
HEAVY = ("spacy", "numpy", "trafilatura", "lxml", "htmldate", "sqlalchemy", "alembic", "pydantic", "jinja2", "pyarrow")
EXTRAS = ("pyarrow", "psycopg", "ray", "fastapi", "vl_convert")  # fsspec is not among them: warcio takes it where it is


def modules_after(statement):
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_imports_nothing_heavy():
    run = "sys.argv = ['wirebook', '--help']\nfrom wirebook.cli import main\ntry:\n    main()\nexcept SystemExit: pass"
    assert not modules_after(run) & set(HEAVY)


def test_the_core_imports_no_extra():
    parts = [
        "sources",
        "pages",
        "coding",
        "book",
        "evaluate",
        "views.report",
        "views.terminal",
        "views.export",
        "archive.run",
    ]
    imports = "\n".join(f"import wirebook.{part}" for part in parts)
    assert not modules_after(f"{imports}\nfrom wirebook import Book, load, read") & set(EXTRAS)


def test_help_answers_at_once():
    def seconds():
        """Of a core, so that it does not count what else the machine does."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert wirebook("--help").status == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.4


@pytest.mark.parametrize("name", [*COMMANDS, *GROUPS])
def test_every_command_has_help_with_examples(monkeypatch, capfd, name):
    result = here(monkeypatch, capfd, *name.split(), "--help")
    assert result.status == 0
    assert f"Examples:\n    wirebook {name}" in result.out


def test_no_command_is_cut_short_in_the_list(monkeypatch, capfd):
    assert "..." not in here(monkeypatch, capfd, "--help").out.split("Commands:")[1]


def test_version(monkeypatch, capfd):
    result = here(monkeypatch, capfd, "--version")
    assert (result.status, result.out.split()[0]) == (0, "wirebook")


@pytest.mark.parametrize(
    "arguments",
    [
        "nonsense",
        "show nonsense",
        "code",
        "code - --published yesterday",
        "code - --workers 0",
        "show claims --hazard flood",
        "show claims --book absent.db",
        "evaluate haiku .",
        "evaluate articles",
        "export papyrus",
    ],
)
def test_wrong_use_is_exit_2_and_says_why(monkeypatch, capfd, tmp_path, arguments):
    monkeypatch.chdir(tmp_path)
    result = here(monkeypatch, capfd, *arguments.split())
    assert result.status == 2
    assert result.out == ""
    assert result.err
    assert not list(tmp_path.iterdir())
