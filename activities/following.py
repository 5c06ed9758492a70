"""What follows for activities when two people turn out to be one, are taken apart again, or somebody is erased.

Of two rows of one activity the survivor's stays, and the other stays with who is put away. The survivor's takes over
whatever is further in it: who came under the one name came. Apart again, it is as it was, unless somebody changed it.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from activities.actions import fold
from activities.models import Activity, HasSkill, Participation
from members.emptying import rewrite, without, words_of
from members.models import Member

_FURTHER = {"answer": ["", "invited", "no", "yes"], "outcome": ["", "absent", "came"]}
# Who gets in touch with somebody new, and who checked them in: each pair from one of the two rows.
_ASKED, _AT_DOOR = ("follow_up_by_id", "follow_up_on"), ("checked_in_at", "checked_in_by_id")
_TEXTS = ("name", "place", "about", "cancelled_because")


def after_merge(members: Collection[UUID]) -> None:
    """Work out anew the rows of these people that have a double with somebody put together with them."""
    for row in Participation.objects.filter(member__in=members, before_merge__isnull=False):
        _put_back(row)
    doubles = Participation.objects.filter(member__merged_into__in=members).select_related("member")
    for double in doubles.order_by("created_at", "pk"):
        theirs = Participation.objects.filter(activity=double.activity_id, member=double.member.merged_into_id)
        for row in theirs:
            _take_over(row, double)


def _take_over(row: Participation, double: Participation) -> None:
    was = {name: getattr(row, name) for name in (*_FURTHER, "role", "is_host")} | _kept(row)
    now: dict[str, Any] = {
        name: max(was[name], getattr(double, name), key=order.index) for name, order in _FURTHER.items()
    }
    now |= {"role": was["role"] or double.role, "is_host": was["is_host"] or double.is_host}
    theirs = _kept(double)
    for names in (_ASKED, _AT_DOOR):
        first = was if was[names[0]] else theirs
        now |= {name: first[name] for name in names}
    if now == was:
        return
    if row.before_merge:
        # A third row of the same activity: what stood here first is what a parting leaves.
        was = row.before_merge["was"]
    Participation.objects.filter(pk=row.pk).update(**now, before_merge={"was": was, "now": now})


def _kept(row: Participation) -> dict[str, str | None]:
    """Return who gets in touch, and who checked them in, as JSON keeps it."""
    values = {name: getattr(row, name) for name in (*_ASKED, *_AT_DOOR)}
    return {name: str(value) if value else None for name, value in values.items()}


def _put_back(row: Participation) -> None:
    assert row.before_merge  # noqa: S101 - tells the type checker
    was, now = row.before_merge["was"], row.before_merge["now"]
    stands = _kept(row)
    untouched = all(stands.get(name, getattr(row, name)) == value for name, value in now.items())
    more: dict[str, Any] = {}
    if untouched and was["outcome"] != Participation.Outcome.CAME:
        more = {"checked_in_at": None, "checked_in_by_id": None}
    Participation.objects.filter(pk=row.pk).update(**(more | was if untouched else {}), before_merge=None)


def empty(member: Member) -> None:
    """Keep that somebody came, which figures are made of, without a word; all else about them goes."""
    theirs = Participation.objects.filter(member=member)
    theirs.exclude(outcome=Participation.Outcome.CAME).delete()
    theirs.update(role="", answer="", answered_at=None, is_host=False, follow_up_by=None, follow_up_on=None,
                  before_merge=None)  # fmt: skip
    Participation.objects.filter(follow_up_by=member).update(follow_up_by=None)
    HasSkill.objects.filter(member=member).delete()
    words = words_of(member)
    named = {row.pk: row for row in Activity.objects.only("pk", *_TEXTS) if _names(row, words)}
    rewrite(Activity, _TEXTS, words)
    rewrite(Participation, ("role",), words)
    for activity in Activity.objects.filter(pk__in=named):
        Activity.objects.filter(pk=activity.pk).update(folded=fold(activity.name))


def _names(row: Activity, words: list[str]) -> bool:
    return any(without(getattr(row, name), words) != getattr(row, name) for name in _TEXTS)
