"""Which encoding a text file is in, found by reading all of it once."""

import codecs
from pathlib import Path

CHUNK = 1024 * 1024
SAMPLE = 200_000
# Fewer bytes beyond ASCII say nothing about an alphabet; they are stray accents.
ENOUGH = 16
LAST_ASCII = 127
MANY_ZEROS, FEW_ZEROS = 0.3, 0.05
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
OTHER_ALPHABETS = [
    "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp1250", "cp1254", "cp874",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "cp1258",
]  # fmt: skip
LETTERS = frozenset("áàâäãåāéèêëíìîïóòôöõúùûüñçßæøœýÿšžÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇÆØŒÝŠŽ")
MARKS = frozenset("’‘“”–—…•€£°©®«»¿¡ºª\xa0")
stray = {"n": 0}


def _keep_stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that do not fit as Windows text, so that one pasted name does not spoil a whole file."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    stray["n"] += len(wrong)
    text = "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in wrong)
    return text, error.end


codecs.register_error("stray", _keep_stray_bytes)


def errors_for(encoding: str) -> str:
    """How to go on where the encoding does not fit."""
    return "stray" if codecs.lookup(encoding).name in {"utf-8", "cp1252"} else "replace"


def detect(path: Path) -> str:
    """Name the encoding: a mark at the start, then the pattern of zeros, then UTF-8, then the best guess."""
    with path.open("rb") as file:
        start = file.read(4096)
    for mark, name in BOMS:
        if start.startswith(mark):
            return name
    if wide := _utf_16_without_mark(start):
        return wide
    return "utf-8" if _fits_utf_8(path) else _single_bytes(path)


def _utf_16_without_mark(start: bytes) -> str | None:
    pairs = len(start) // 2
    if not pairs:
        return None
    high, low = start[0 : pairs * 2 : 2].count(0) / pairs, start[1 : pairs * 2 : 2].count(0) / pairs
    if low > MANY_ZEROS and high < FEW_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if high > MANY_ZEROS and low < FEW_ZEROS else None


def _fits_utf_8(path: Path) -> bool:
    """True when all of it is UTF-8, or enough that the rest are bytes pasted from elsewhere.

    Text of other alphabets forms valid sequences by chance only: far fewer than one for two bytes that do not fit.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("stray")
    stray["n"] = 0
    beyond_ascii = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            beyond_ascii += 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))
        beyond_ascii += len(decoder.decode(b"", final=True))
    wrong, stray["n"] = stray["n"], 0
    return wrong == 0 or 2 * (beyond_ascii - wrong) > wrong


def _single_bytes(path: Path) -> str:
    sample = _lines_beyond_ascii(path)
    beyond = sum(byte > LAST_ASCII for byte in sample)
    letters = sum(bytes([byte]).isalpha() for byte in sample)
    if beyond > letters and beyond >= ENOUGH:
        return _other_alphabet(sample) or "cp1252"
    western, mac = (_likeness(sample.decode(name, "replace")) for name in ("cp1252", "mac_roman"))
    return "mac_roman" if mac > western else "cp1252"


def _lines_beyond_ascii(path: Path) -> bytes:
    """The telling lines only: in a long list the first accent may come late."""
    found: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < SAMPLE and (line := file.readline(CHUNK)):
            if not line.isascii():
                found.append(line[:SAMPLE])
                size += len(found[-1])
    return b"".join(found)


def _other_alphabet(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    best = from_bytes(sample[:20_000], cp_isolation=OTHER_ALPHABETS).best()
    return best.encoding if best else None


def _likeness(text: str) -> int:
    """How much the characters beyond ASCII look like names and sentences people write."""
    return sum(
        _fit(text[at - 1] if at else " ", char, text[at + 1] if at + 1 < len(text) else " ")
        for at, char in enumerate(text)
        if char > "\x7f"
    )


def _fit(before: str, char: str, after: str) -> int:
    inside = before.isalpha() and after.isalpha()
    if char in LETTERS:
        return -2 if char.isupper() and before.islower() else 2
    if char in MARKS:
        return 2 if char == "’" and inside else (-2 if inside else 1)
    return -3 if inside or not char.isprintable() or char == "\ufffd" else -1
