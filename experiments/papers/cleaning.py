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
    at = 2
    while data[at + 1] not in (START_OF_PICTURE, END):
        if data[at] != 0xFF:  # noqa: PLR2004 - what every segment begins with
            raise IndexError
        (length,) = struct.unpack_from(">H", data, at + 2)
        if data[at + 1] not in NOTES:
            yield data[at : at + 2 + length]
        at += 2 + length
    yield data[at:]
