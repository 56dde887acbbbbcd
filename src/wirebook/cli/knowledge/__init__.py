"""`wirebook knowledge`: who and what the coder knows, ours and one's own. One file a command."""

from __future__ import annotations

from wirebook.cli.groups import group
from wirebook.cli.knowledge import dictionary, lint, lookup

app = group("knowledge", "Look up, check and import who and what the coder knows.")
app.command()(lookup.lookup)
app.command()(lint.lint)
app.command("import")(dictionary.import_dictionary)
