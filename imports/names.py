"""Names: taking a full name apart, and whether two names can be one person's."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from nameparser import HumanName

from imports.cells import Cell, text
from members import nicknames
from members.normal import fold


@dataclass(frozen=True)
class Name:
    """The parts of a name as we keep them."""

    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    preferred: str = ""


PARTICLES = frozenset({
    "de", "la", "las", "los", "del", "da", "das", "do", "dos", "di", "van", "von", "der", "den", "el", "al", "bin",
    "ibn", "le", "du", "st", "y", "e",
})  # fmt: skip
# How alike two spellings of a name are at least: Deshawn and Deshaun are, Ana and Maria are not.
NEAR = 0.8


def split(value: str) -> Cell[Name]:
    """Take a full name apart, also “Last, First”; particles stay with the family name."""
    written = text(value, most=400)
    if not written:
        return Cell()
    words = written.split(" ")
    if len(words) == 1:
        return Cell(Name(given=written))
    parsed = HumanName(written)
    name = Name(parsed.first, parsed.middle, parsed.last, parsed.suffix, parsed.nickname)
    note = None
    if any(word.casefold() in {"&", "and", "y", "e", "und", "et"} for word in words[1:-1]) and not parsed.middle:
        note = _("This may be two people in one row.")
    elif parsed.title:
        note = _("We left out “%(title)s”.") % {"title": parsed.title}
    return Cell(name, note=note) if name != Name() else Cell(Name(given=written))


def agree(a_given: str, a_family: str, b_given: str, b_family: str) -> bool:
    """Can these be one person, who shares an exact e-mail or phone? A household must not become one person.

    A side without any name agrees with everybody; one without a family name has to agree by its given name.
    """
    a, b = (_squashed(a_given), _squashed(a_family)), (_squashed(b_given), _squashed(b_family))
    if not any(a) or not any(b) or _same(a_given, a_family, b_given, b_family):
        return True
    return all(a) and all(b) and _same(a_given, a_family, b_family, b_given)


def alike(a_given: str, a_family: str, b_given: str, b_family: str) -> bool:
    """Do these look like one name with a slip of the hand in it? Each part has to, so that Ana is not Maria Lopez."""
    a, b = (_squashed(a_given), _squashed(a_family)), (_squashed(b_given), _squashed(b_family))
    if not all(a) or not all(b):
        return False
    straight = _near(a[0], b[0]) and _near(a[1], b[1])
    return straight or (_near(a[0], b[1]) and _near(a[1], b[0]))


def _near(a: str, b: str) -> bool:
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= NEAR


def _same(a_given: str, a_family: str, b_given: str, b_family: str) -> bool:
    return _family(a_family, b_family) and _given(a_given, b_given)


def _family(a: str, b: str) -> bool:
    """The same, or one of two family names (García, García Márquez), or not told."""
    if not a.strip() or not b.strip() or _squashed(a) == _squashed(b):
        return True
    a_words, b_words = (set(fold(name.replace("-", " ")).split()) - PARTICLES for name in (a, b))
    return bool(a_words and b_words) and (a_words <= b_words or b_words <= a_words)


def _given(a: str, b: str) -> bool:
    """The same, a shorter form or an initial of it, or a nickname."""
    if not a.strip() or not b.strip() or _squashed(a) == _squashed(b):
        return True
    a_first, b_first = fold(a).split()[:1], fold(b).split()[:1]
    if not a_first or not b_first:
        return True
    one, other = sorted((a_first[0], b_first[0]), key=len)
    return one == other or other.startswith(one) or nicknames.same(one, other)


def _squashed(name: str) -> str:
    return fold(name).replace(" ", "")
