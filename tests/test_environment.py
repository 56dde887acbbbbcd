"""The set-up script, its steps recorded instead of run."""

import importlib.util
import sys

import pytest

from tests.support import ROOT


@pytest.fixture
def environment(monkeypatch, tmp_path):
    spec = importlib.util.spec_from_file_location("environment", ROOT / "scripts/environment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "BOOTSTRAP", tmp_path / ".bootstrap")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv/stamp")
    return module


@pytest.fixture
def steps(environment, monkeypatch):
    """What was run; a step that holds a word of `failing` fails."""
    recorded = []
    failing = set()

    def step(arguments, **_):
        recorded.append(arguments)
        if failing & set(arguments):
            return "it failed"
        if arguments[2] in {"venv", "virtualenv"}:
            environment.interpreter().parent.mkdir(parents=True)
            environment.interpreter().write_text("")
        return None

    monkeypatch.setattr(environment, "_try", step)
    monkeypatch.setattr(environment, "_usable", lambda: environment.interpreter().exists())
    return recorded, failing


def test_the_second_call_does_nothing(environment, steps):
    recorded, _ = steps
    environment.ensure(development=True)
    assert [step[2] for step in recorded] == ["venv", "pip"]
    recorded.clear()
    environment.ensure()
    environment.ensure(development=True)
    assert not recorded


def test_the_tools_are_added_to_an_environment_without(environment, steps):
    recorded, _ = steps
    environment.ensure()
    assert not any(argument.startswith("pytest") for argument in recorded[-1])
    environment.ensure(development=True)
    assert any(argument.startswith("pytest") for argument in recorded[-1])
    assert f"{ROOT}[archive,documents,frames,parquet,postgres,web]" in recorded[-1]


def test_virtualenv_stands_in_for_a_venv_without_pip(environment, steps):
    recorded, failing = steps
    failing.add("venv")
    environment.ensure()
    assert [step[2] for step in recorded] == ["venv", "pip", "virtualenv", "pip"]
    assert "--target" in recorded[1]


def test_versions_that_are_not_to_be_had_are_let_go(environment, steps, capsys):
    recorded, failing = steps
    failing.add("--constraint")
    environment.ensure()
    assert "--constraint" not in recorded[-1]
    assert "not all to be had" in capsys.readouterr().err


def test_a_step_that_fails_is_named(environment, steps):
    steps[1].add("install")
    with pytest.raises(environment.SetupError, match=r"pip install.*\nit failed"):
        environment.ensure()
    assert not environment.STAMP.exists()


def test_an_old_python_is_refused(environment, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    with pytest.raises(environment.SetupError, match=r"3\.11 or newer"):
        environment.ensure()


def test_the_constraints_name_no_host():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert all(line.startswith("#") or ("==" in line and "/" not in line) for line in lines)
