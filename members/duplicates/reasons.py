"""Why two are taken for one, in words: what agrees and what does not, never a value of theirs."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.duplicates.kinds import FAR, OTHER, SAME, UNKNOWN

# [what is compared, the name that the group gave it, how it agrees]: kept of a group instead of words.
type Evidence = list[tuple[str, str, int]]

LABELS: dict[str, str | Promise] = {
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "address": gettext_lazy("address"),
    "street": gettext_lazy("street"),
    "postal_code": gettext_lazy("postal code"),
    "city": gettext_lazy("city"),
    "region": gettext_lazy("state"),
    "suffix": gettext_lazy("name suffix"),
}
_ORDER = list(LABELS)
OF_ADDRESS = ("street", "city", "region", "postal_code")
MOST_SAME, MOST_ALIKE, MOST_OTHER = 3, 3, 2


def evidence(degrees: Mapping[str, int], labels: Mapping[str, str]) -> Evidence:
    """Keep what is known of both, with the names of the group's own fields."""
    return [(key, labels.get(key, ""), degree) for key, degree in degrees.items() if degree != UNKNOWN]


def sentence(kept: Iterable[tuple[str, str, int]]) -> str:
    """Say it: “same phone, similar name; another birth date”."""
    degrees = {key: (label, degree) for key, label, degree in kept}
    given, family = (degrees.pop(key, ("", UNKNOWN))[1] for key in ("given", "family"))
    alike, other = _of_name(given, family)
    # The name is always told; what else agrees comes before it where it is the same, after it where it is similar.
    same, similar = list[str](), list[str]()
    for what, degree in _in_order(degrees):
        if degree == SAME:
            same.append(_("same %s") % what)
        elif degree <= FAR:
            similar.append(_("similar %s") % what)
        elif degree == OTHER:
            other.append(_("another %s") % what)
    said = ", ".join([*same[:MOST_SAME], *alike, *similar[: MOST_ALIKE - len(same[:MOST_SAME])]])
    return f"{said}; {', '.join(other[:MOST_OTHER])}" if other and said else said


def _in_order(degrees: dict[str, tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield what is compared, the strongest first; the parts of one address are told as one when they all agree."""
    parts = [degrees[key][1] for key in OF_ADDRESS if key in degrees]
    whole = "street" in degrees and len(parts) > 1 and max(parts) == SAME
    if whole:
        degrees = {"address": ("", SAME)} | {key: each for key, each in degrees.items() if key not in OF_ADDRESS}
    for key in sorted(degrees, key=lambda key: (_ORDER.index(key) if key in _ORDER else len(_ORDER), key)):
        label, degree = degrees[key]
        yield str(LABELS.get(key, label.lower())), degree


def _of_name(given: int, family: int) -> tuple[list[str], list[str]]:
    """Say how the two names agree, and what of them does not."""
    known = [degree for degree in (given, family) if degree != UNKNOWN]
    if not known:
        return [], []
    if max(known) == SAME:
        return [_("same name")], []
    if max(known) <= FAR:
        return [_("similar name")], []
    if given == OTHER and UNKNOWN < family <= FAR:
        return [_("same family name") if family == SAME else _("similar family name")], [_("another first name")]
    if family == OTHER and UNKNOWN < given <= FAR:
        return [_("same first name") if given == SAME else _("similar first name")], [_("another family name")]
    return [], [_("another name")]
