"""Run the tests, by as many processes as there are cores. Makes the environment first where it is missing.

Further arguments go to pytest, in a single process then.
"""

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
    arguments = sys.argv[1:] or ["-n", "auto", "--dist", "loadfile"]
    return subprocess.run([python, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
