"""Actor and agent dictionaries of PETRARCH and TABARI, read into lines of a user's own table.

What the two formats say and the table does not is listed line by line: `Imported.notes`.
"""

from __future__ import annotations

from wirebook.knowledge.dictionaries.actors import actors_in
from wirebook.knowledge.dictionaries.agents import agents_in
from wirebook.knowledge.dictionaries.lines import Dialect, Imported, is_agents, lines_in

__all__ = ["Dialect", "Imported", "read_dictionary"]


def read_dictionary(content: bytes, dialect: Dialect) -> Imported:
    """The lines of a dictionary of actors or of agents, and what did not fit.

    A file in no UTF-8 is read as Western European, as the older ones are.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    lines = tuple(lines_in(text))
    imported = agents_in(lines, dialect) if is_agents(lines) else actors_in(lines, dialect)
    imported.notes.sort(key=lambda note: note.number)
    return imported
