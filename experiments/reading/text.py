"""A file's bytes as text."""

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

MOST_BYTES = 2_000_000
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class NotText(ValueError):
    """What came is no page of text; `str()` says why and what to do."""


def decoded(data: bytes) -> str:
    """Read text in whatever way it was saved; raises NotText for everything else."""
    if len(data) > MOST_BYTES:
        raise NotText(_("This is more than 2 MB. A write-up is a page or two: paste only that."))
    text = _tried(data)
    if "\0" in text:
        raise NotText(_("This is no text. Open the document, select all of it, and paste it or save it as plain text."))
    return text


def _tried(data: bytes) -> str:
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    # Where our page was copied from, what is not UTF-8 is Windows' or an old Mac's.
    found = from_bytes(data, cp_isolation=["cp1252", "mac_roman", "utf_16_le", "utf_16_be"]).best()
    return str(found) if found else data.decode("cp1252", errors="replace")
