"""`wirebook lexicon`: the words by which acts are read, ours and one's own. One file a command."""

from __future__ import annotations

from wirebook.cli.groups import group
from wirebook.cli.lexicon import find, lint, test

app = group("lexicon", "Look up, check and test the words by which acts are read.")
app.command()(find.find)
app.command()(lint.lint)
app.command("test")(test.run_examples)
