"""Relationships in words: each is one row, and reads differently from its two ends."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Relationship

Kind = Relationship.Kind


class Side(NamedTuple):
    """What somebody is to the person of a page: the words, and how it is kept.

    `is_from_them`: the row is the other one's, and the person of the page stands in it as `other`.
    """

    key: str
    kind: str
    is_from_them: bool
    says: str | Promise


# In the order in which a page shows and offers them; `%s` is the person of the page.
SIDES = (
    Side("coaches", Kind.COACH_OF, True, _("coaches %s")),
    Side("coached", Kind.COACH_OF, False, _("is coached by %s")),
    Side("recruited", Kind.RECRUITED_BY, False, _("recruited %s")),
    Side("recruited_by", Kind.RECRUITED_BY, True, _("was recruited by %s")),
    Side("family", Kind.FAMILY, False, _("is family of %s")),
    Side("coworker", Kind.COWORKER, False, _("works with %s")),
    Side("friend", Kind.FRIEND, False, _("is a friend of %s")),
)
BY_KEY = {side.key: side for side in SIDES}
_DIRECTED = (Kind.COACH_OF, Kind.RECRUITED_BY)


def side_of(kind: str, *, is_from_them: bool) -> Side:
    """Return what the other one is, read from the page's end of a row."""
    here = is_from_them and kind in _DIRECTED
    return next(side for side in SIDES if side.kind == kind and side.is_from_them == here)
