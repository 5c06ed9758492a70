"""Telling people what happened, and what they have read of it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils import timezone

from conversations import registry
from conversations.models import Notice
from conversations.reader import Reader
from members.models import Member


def tell(
    *,
    to: Member | Collection[Member | UUID],
    kind: str,
    by: Member | None,
    member: Member | None = None,
    about: UUID | None = None,
) -> list[Notice]:
    """Leave a notice for these people, in the caller's transaction; `by` None is the clock or a worker.

    Who did it is not told, nor is anyone who does not sign in. An unknown kind raises KeyError: add it with
    `registry.add_kind`. What is behind it is recorded by the action that calls this.
    """
    name = registry.kinds[kind].name
    ids = {each if isinstance(each, UUID) else each.pk for each in ([to] if isinstance(to, Member) else to)}
    told = Member.objects.filter(pk__in=ids - {by and by.pk}, erased_at=None).exclude(user_id=None)
    return Notice.objects.bulk_create(
        Notice(to=each, kind=name, by=by, member=member, about=about) for each in told.order_by("pk")
    )


def mark_all_read(member: Member) -> datetime | None:
    """Mark everything as read; returns the moment that takes it back, or None when there was nothing."""
    now = timezone.now()
    return now if Notice.objects.unread().filter(to=member).update(read_at=now) else None


def mark_read(member: Member, *, pk: UUID) -> bool:
    """Mark one as read; whether it is theirs and was not read yet."""
    return bool(Notice.objects.unread().filter(to=member, pk=pk).update(read_at=timezone.now()))


def take_back(member: Member, *, read_at: datetime) -> int:
    """Make unread again what was marked at that moment."""
    return Notice.objects.filter(to=member, read_at=read_at).update(read_at=None)


def told_to(reader: Reader) -> QuerySet[Notice]:
    """Return someone's notices with whom they are about, and whether the reader may see them, in one statement."""
    people = Member.objects.people().within(reader.scope("member.view"), reader.member)
    seen = Value(False) if reader.by_mail else Exists(people.filter(pk=OuterRef("member_id")))
    return (
        Notice.objects.filter(to=reader.member)
        .select_related("by", "member")
        .annotate(may_see_member=seen, names_people=Value(not reader.by_mail))
        .latest_first()
    )
