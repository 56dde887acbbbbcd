"""Run the tests. Makes the environment first where it is missing; further arguments go to pytest."""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, SetupError, ensure


def main() -> int:
    """Run pytest in the project's own environment and return its exit status."""
    try:
        python = ensure(development=True)
    except SetupError as error:
        print(f"wirebook: {error}", file=sys.stderr)
        return 2
    return subprocess.run([python, "-m", "pytest", *sys.argv[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
