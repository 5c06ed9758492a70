"""Tags and units that go: who had them is written down first, so that they can come back for thirty days."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models.functions import Now

from members.models import Gone, GoneFrom, Member, Tag, Unit
from stpnet.db.wrapper import current

KEPT_DAYS = 30
_KEEP_TAG = """
    INSERT INTO members_gonefrom (gone_id, member_id, got_other)
    SELECT %s, t.member_id, %s::uuid IS NOT NULL AND NOT EXISTS (
      SELECT FROM members_membertag o WHERE o.member_id = t.member_id AND o.tag_id = %s::uuid
    ) FROM members_membertag t WHERE t.tag_id = %s
"""
_KEEP_UNIT = """
    INSERT INTO members_gonefrom (gone_id, member_id, got_other)
    SELECT %s, b.member_id, false FROM members_belonging b WHERE b.unit_id = %s
"""
_TAG_AGAIN = """
    INSERT INTO members_membertag (tag_id, member_id) SELECT %s, p.member_id FROM members_gonefrom p WHERE p.gone_id = %s
    ON CONFLICT DO NOTHING
"""
_UNIT_AGAIN = """
    INSERT INTO members_belonging (unit_id, kind_id, member_id)
    SELECT %s, %s, p.member_id FROM members_gonefrom p WHERE p.gone_id = %s ON CONFLICT DO NOTHING
"""


def can_come_back() -> Any:
    """Return what went less than thirty days ago, the latest first."""
    # Said here again: a query that counts does not keep the order of its table.
    return Gone.objects.filter(at__gt=Now() - timedelta(days=KEPT_DAYS)).order_by("-at", "-pk")


def keep_tag(tag: Tag, *, into: Tag | None, by: Member) -> Gone:
    """Write down who has a tag that is about to go, and who gets the other one by that."""
    other = into.pk if into else None
    gone = Gone.objects.create(what=Gone.What.TAG, was=tag.pk, name=tag.name, folded=tag.folded, into=other, by=by)
    _run(_KEEP_TAG, gone.pk, other, other, tag.pk)
    touch(gone)
    return gone


def keep_unit(unit: Unit, *, into: Unit | None, by: Member) -> Gone:
    """Write down who belongs to a unit that is about to go, what stands below it and which teams are of it."""
    gone = Gone.objects.create(
        what=Gone.What.UNIT, was=unit.pk, name=unit.name, folded=unit.folded, into=into.pk if into else None,
        kind=unit.kind, parent=unit.parent_id, below=[str(child.pk) for child in unit.children.all()],
        teams=[str(team.pk) for team in unit.teams.all()], by=by,
    )  # fmt: skip
    _run(_KEEP_UNIT, gone.pk, unit.pk)
    touch(gone)
    return gone


def tag_again(gone: Gone) -> None:
    _run(_TAG_AGAIN, gone.was, gone.pk)


def unit_again(gone: Gone) -> None:
    """Put those back who belong to no other unit of the kind by now."""
    _run(_UNIT_AGAIN, gone.was, gone.kind_id, gone.pk)


def touch(gone: Gone) -> None:
    """Let forms that were opened before know that they are late: they would write the old word again."""
    Member.objects.filter(pk__in=GoneFrom.objects.filter(gone=gone).values("member")).update(changed_at=Now())


def other_names(what: str, folded: Collection[str]) -> Iterable[tuple[UUID | None, str, UUID]]:
    """Yield the kind, the folded name and the id of what goes by another name since it was put into another one."""
    rows = Gone.objects.filter(what=what).exclude(into=None).order_by("at").values_list("was", "into")
    into = {was: now for was, now in rows if now}
    here = set((Tag if what == Gone.What.TAG else Unit).objects.values_list("pk", flat=True)) if into else set()
    named = Gone.objects.filter(what=what, folded__in=folded).exclude(into=None).order_by("at")
    for kind, name, was in named.values_list("kind_id", "folded", "was"):
        now, seen = was, set[UUID]()
        while now in into and now not in seen:
            seen.add(now)
            now = into[now]
        if now in here:
            yield kind, name, now


def forget() -> int:
    """Forget who had what went more than thirty days ago; returns how many lines. What went into another one stays as its other name."""
    over = Gone.objects.filter(at__lte=Now() - timedelta(days=KEPT_DAYS))
    n, _by_table = GoneFrom.objects.filter(gone__in=over).delete()
    over.filter(into=None).delete()
    return n


def _run(statement: str, *parameters: Any) -> None:
    with current().cursor() as cursor:
        cursor.execute(statement, parameters)
