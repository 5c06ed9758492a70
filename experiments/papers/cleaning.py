"""Pictures without what a phone writes into them: where they were taken, when, and with whose phone."""

import struct
from collections.abc import Iterator

from django.utils.translation import gettext as _

from experiments.papers.sniffing import NotTaken

# Of a PNG, what draws it; of a JPEG, segments that are neither notes of an application nor comments.
DRAWS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT", b"bKGD"}
NOTES = {*range(0xE1, 0xF0), 0xFE}
START_OF_PICTURE, END = 0xDA, 0xD9
PNG = 8
ORIENTATION, SHORT, LAST_TURN, MOST_FIELDS = 0x0112, 3, 8, 200


def cleaned(data: bytes, kind: str) -> bytes:
    """Return a file without such notes. Raises NotTaken for a picture that is broken."""
    parts = {"image/png": _png, "image/jpeg": _jpeg}.get(kind)
    if parts is None:
        return data
    try:
        return b"".join(parts(data))
    except (struct.error, IndexError) as why:
        raise NotTaken(_("This picture is broken: it ends too early. Save it again and try once more.")) from why


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:PNG]
    at = PNG
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        whole = data[at : at + 12 + length]
        if len(whole) < 12 + length:
            raise IndexError
        if name in DRAWS:
            yield whole
        at += 12 + length
        if name == b"IEND":
            return


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    if turned := orientation(data):
        yield _turned(turned)
    at = 2
    while data[at + 1] not in (START_OF_PICTURE, END):
        if data[at] != 0xFF:  # noqa: PLR2004 - what every segment begins with
            raise IndexError
        (length,) = struct.unpack_from(">H", data, at + 2)
        if data[at + 1] not in NOTES:
            yield data[at : at + 2 + length]
        at += 2 + length
    yield data[at:]


def orientation(data: bytes) -> int:
    """Return how a JPEG is to be turned when it is shown, 2 to 8, or 0 where it says nothing.

    It is field 0x0112 of the first directory of its EXIF segment (CIPA DC-008).
    """
    found = data.find(b"Exif\0\0", 0, 64 * 1024)
    if found < 0:
        return 0
    tiff = data[found + 6 :]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (n_fields,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(min(n_fields, MOST_FIELDS)):
            field, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if (field, kind) == (ORIENTATION, SHORT):
                return value if 1 < value <= LAST_TURN else 0
    except struct.error:
        return 0
    return 0


def _turned(turn: int) -> bytes:
    """Write an EXIF segment that says nothing but how the picture is to be turned."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, SHORT, 1, turn, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body
