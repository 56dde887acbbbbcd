"""The language pipeline that ships: tags, tree, names and lemmas for English, in Universal Dependencies labels."""

from __future__ import annotations

import hashlib
import tomllib
import warnings
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from wirebook.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

WEIGHTS = "weights"


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of a model folder's files, in order of name."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def load_language(path: Path | None = None) -> Language:
    """Load the language pipeline.

    `path` names a spaCy pipeline folder with Universal Dependencies labels to take the place of the one that ships.
    Raises `ModelError` where the folder is missing or its bytes are not those that were shipped.
    """
    import spacy

    import wirebook.language.lemmas
    import wirebook.language.repairs  # noqa: F401  both register their component

    shipped = path is None
    folder = path or Path(str(resources.files("wirebook.language") / WEIGHTS))
    if not (folder / "config.cfg").is_file():
        raise ModelError(str(folder), "no language model there; reinstall wirebook")
    if shipped:
        card = tomllib.loads((folder.parent / "model.toml").read_text(encoding="utf8"))
        if digest(folder) != card["sha256"]:
            raise ModelError(str(folder), "the language model is not the one that was shipped; reinstall wirebook")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(folder)
    if shipped:
        nlp.add_pipe("wirebook_repairs")
    if "wirebook_lemmas" not in nlp.pipe_names and "lemmatizer" not in nlp.pipe_names:
        nlp.add_pipe("wirebook_lemmas")
    return nlp
