"""Read the example pages into a book, print what is in it, and write the report.

Makes the environment first where it is missing. Writes `example.db` and `report.html` into the checkout.
"""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, SetupError, command, ensure


def main() -> int:
    """Run the commands that a new user would type; return the worst of their exit statuses."""
    try:
        ensure()
    except SetupError as error:
        print(f"wirebook: {error}", file=sys.stderr)
        return 2
    book = ROOT / "example.db"
    for leftover in ROOT.glob("example.db*"):
        leftover.unlink()
    worst = 0
    for arguments in (
        ["read", "examples/pages", "--book", book.name],
        ["show", "aid", "--book", book.name],
        ["show", "impacts", "--book", book.name],
        ["report", "--book", book.name, "--output", "report.html"],
    ):
        print("\n$ wirebook " + " ".join(arguments), flush=True)
        status = subprocess.run([command("wirebook"), *arguments], cwd=ROOT, check=False).returncode
        worst = max(worst, status)
    print(f"\nThe report is {ROOT / 'report.html'}: open it in a browser.")
    return worst


if __name__ == "__main__":
    sys.exit(main())
