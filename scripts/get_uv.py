"""Put uv into a folder: by pip in an environment of its own, or from its wheel where Python came without pip."""

import hashlib
import io
import json
import platform
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

INDEX = "https://pypi.org/pypi/uv/json"


def by_pip(folder: Path) -> bool:
    """Debian's Python, for one, has no ensurepip unless python3-venv is installed."""
    try:
        venv.create(folder, clear=True, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "uv"]
        subprocess.run(pip, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    except (subprocess.CalledProcessError, ImportError, OSError):
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


def fits(filename: str) -> bool:
    """Tell whether a wheel's name is for this machine."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    if sys.platform == "darwin":
        return "macosx" in filename and machine in filename
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return libc in filename and machine in filename


def from_wheel(folder: Path) -> None:
    """Unpack the one program from the wheel, after comparing its checksum."""
    with urlopen(INDEX, timeout=60) as answer:
        wheels = [file for file in json.load(answer)["urls"] if fits(file["filename"])]
    with urlopen(urljoin(INDEX, wheels[0]["url"]), timeout=600) as answer:
        wheel = answer.read()
    if hashlib.sha256(wheel).hexdigest() != wheels[0]["digests"]["sha256"]:
        raise OSError("the download is damaged")
    program = folder / "bin" / "uv"
    program.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        program.write_bytes(archive.read(name))
    program.chmod(0o755)


def main() -> None:
    folder = Path(sys.argv[1])
    try:
        if not by_pip(folder):
            from_wheel(folder)
    except (OSError, IndexError) as error:
        sys.exit(f"uv could not be fetched ({error}): install it from https://docs.astral.sh/uv/ and try again.")


if __name__ == "__main__":
    main()
