"""`wirebook lexicon test`: the examples of frames run through the coder."""

from __future__ import annotations

import typer

from wirebook.cli.lexicon.lint import Files
from wirebook.cli.output import counted, note, write_line


def run_examples(files: Files = None) -> None:
    """Run the examples of lexicon files.

    An example fails where it does not yield just the claims that its line expects; it is printed with what is missing
    and what came out instead. Examples of ours that are known to fail are counted apart. Exit status 1 where another
    fails.

    \b
    Examples:
      wirebook lexicon test my_words.tsv
      wirebook lexicon test
    """
    from wirebook.cli.progress import Steps
    from wirebook.coding.events.lexicon import examples, our_files, own_frames
    from wirebook.coding.pipeline import load_with
    from wirebook.knowledge.joined import read_tables

    tables = read_tables(lexicon=files or None)
    for file in tables.lexicon:
        own_frames(file)  # said before the model is loaded, if it is wrong
    own = [(file.name, file.text) for file in tables.lexicon]
    ours = [] if files else list(our_files())
    found = [example for name, text in (*own, *ours) for example in examples.examples_of(name, text)]
    nlp = load_with(tables)
    failed = known = 0
    with Steps(len(found), "example") as steps:
        for example in found:
            outcome = examples.run(example, nlp)
            steps.add()
            if outcome.holds:
                continue
            is_known = outcome.is_known
            known += is_known
            failed += not is_known
            write_line(f"{example.source}: {example.text}{' (known)' if is_known else ''}")
            for sign, claims in (("missing", outcome.missing), ("surplus", outcome.surplus)):
                for claim in claims:
                    write_line(f"  {sign}: {claim}")
    apart = f", {known:,} more known to" if known else ""
    note(f"{failed:,} of {counted(len(found), 'example')} failed{apart}")
    if failed:
        raise typer.Exit(1)
