"""What a file really is, told by its first bytes; names and endings are not believed."""

from pathlib import Path

from .refusal import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
NOT_TABLES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "image"),
    (b"{\\rtf", "document"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"SQLite format 3", "not_a_table"),
    (b"\x7fELF", "not_a_table"),
    (b"MZ\x90", "not_a_table"),
)


def kind_of(path: Path) -> str:
    """`zip`, `xls` or `text`; refuses what is plainly something else."""
    with path.open("rb") as file:
        start = file.read(32)
    if not start:
        raise Refused("empty")
    if start.startswith(ZIP):
        return "zip"
    if start.startswith(OLE):
        return "xls"
    for magic, reason in NOT_TABLES:
        if start.startswith(magic):
            raise Refused(reason)
    if start[4:8] == b"ftyp":
        raise Refused("image")
    return "text"
