"""What a column without a heading looks like, told by its values."""

import re
from collections.abc import Sequence

EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
# Ten digits and more with usual marks, or ten plain digits that North American numbers can have.
PHONE = re.compile(
    r"\+\d[\d\s().\-]{7,17}\d"
    r"|(1[-.\s]?)?\(?[2-9]\d\d\)?[-.\s]{1,2}\d{3}[-.\s]?\d{4}(\s*(x|ext\.?)\s*\d{1,6})?"
    r"|1?[2-9]\d\d[2-9]\d{6}",
    re.IGNORECASE,
)
POSTAL = re.compile(r"\d{5}(-\d{4})?")
PERSON = re.compile(r"[^\W\d_][^\d_@]*(\s+[^\W\d_][^\d_@]*){1,3}")
SHARE = 0.7


def looks_like(column: Sequence[str]) -> str | None:
    """A field's key when most values have its look: postal codes and full names."""
    for key, pattern in (("postal_code", POSTAL), ("full_name", PERSON)):
        if sum(bool(pattern.fullmatch(text)) for text in column) >= SHARE * len(column):
            return key
    return None
