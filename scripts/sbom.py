"""Write the list of everything that a site is made of, as CycloneDX, from the lock file.

Usage: python -m scripts.sbom FILE. Refused when a package has no version, or a file of it has no hash: such a package
could be exchanged on its way.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MAKE = ("uv", "export", "--frozen", "--no-dev", "--quiet", "--format", "cyclonedx1.5")


def make(folder: Path = ROOT) -> dict[str, Any]:
    """Return the list of packages of the lock file in this folder, without the tools of developers."""
    program = str(Path(sys.executable).with_name(MAKE[0]))
    told = subprocess.run([program, *MAKE[1:]], cwd=folder, check=True, capture_output=True).stdout
    made: dict[str, Any] = json.loads(told)
    return made


def unsure(made: dict[str, Any]) -> list[str]:
    """Name the packages that could be exchanged: no version, no file, or a file without a hash."""
    return [each["name"] for each in made["components"] if not _is_pinned(each)]


def _is_pinned(component: dict[str, Any]) -> bool:
    files = component.get("externalReferences", [])
    hashed = [any(known["alg"] == "SHA-256" for known in file.get("hashes", [])) for file in files]
    return bool(component.get("version") and component.get("purl") and hashed and all(hashed))


def main(path: str) -> int:
    made = make()
    if names := unsure(made):
        print(f"Not pinned by a hash: {', '.join(names)}. Run `uv lock`.", file=sys.stderr)
        return 1
    Path(path).write_text(json.dumps(made, indent=2) + "\n")
    print(f"{len(made['components'])} packages, each file pinned by its hash")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
