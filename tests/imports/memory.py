"""How much memory the children that read files took, asked from a fresh process.

A child of ours counts, until it has begun its own program, as much as we hold ourselves: in the middle of a long run of
tests that is more than any file may take.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_ASK = """
import resource, sys
import django
django.setup()
from pathlib import Path
from imports.reading import UnreadableFile, examine
for name in sys.argv[1:]:
    try:
        examine(Path(name))
    except UnreadableFile:
        pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak(paths: Iterable[Path]) -> int:
    """Look into files, and return the most that a child of it held, in KiB."""
    asked = [sys.executable, "-c", _ASK, *map(str, paths)]
    told = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    return int(told.stdout)
