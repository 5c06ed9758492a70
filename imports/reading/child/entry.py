"""Start of the child: `python -I entry.py FILE OPTIONS`. Isolated mode leaves our own folder off the path."""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import_module("child.main").main(sys.argv[1], sys.argv[2])
