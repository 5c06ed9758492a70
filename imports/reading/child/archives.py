"""Is this zip a workbook, and one that may be opened? Looked at before anything is unpacked."""

import zipfile
from pathlib import Path

from .refusal import Refused

MOST_BYTES = 400 * 1024 * 1024
MOST_ENTRIES = 1_000
MOST_RATIO = 200
# A small part full of blanks packs better than any bomb needs to; only big ones count.
SMALL = 1024 * 1024


def workbook_kind(path: Path) -> str:
    """`xlsx` or `ods`; refuses bombs, macros, links to other files, locked and foreign archives."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            kind = _kind(archive, {entry.filename for entry in entries})
            if any(entry.flag_bits & 0x1 for entry in entries) or (kind == "ods" and _locked(archive)):
                raise Refused("password")
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, KeyError):
        raise Refused("damaged") from None
    return kind


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refused("too_big")
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise Refused("too_big")


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    lowered = {name.lower() for name in names}
    _refuse_contents(lowered)
    if "xl/workbook.xml" in lowered:
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        if b"opendocument.spreadsheet" in archive.read("mimetype")[:200]:
            return "ods"
        raise Refused("document")
    # Some writers put the parts elsewhere; the list of contents still says what it is.
    if "[content_types].xml" in lowered and any(name.endswith("workbook.xml") for name in lowered):
        return "xlsx"
    raise Refused("archive")


def _refuse_contents(names: set[str]) -> None:
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise Refused("macros")
    if any("/externallinks/" in name for name in names):
        raise Refused("links")
    if any(name.endswith("workbook.bin") for name in names):
        raise Refused("xlsb")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Refused("document")
    if any(name.endswith(".iwa") for name in names):
        raise Refused("numbers")


def _locked(archive: zipfile.ZipFile) -> bool:
    try:
        return b"encryption-data" in archive.read("META-INF/manifest.xml")[:1_000_000]
    except KeyError:
        return False
