"""What tells of somebody in rows that are about more: words that name them, what they did here, and who looked."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Q

from audit.models import AuditEvent, ReadEvent
from audit.words import say
from members import forgetting
from members.models import ContactPoint, Member
from members.rights import reading
from members.taking_out import tables
from organizations import keeping
from organizations.keeping import Fate
from organizations.models import Invitation, Membership, Organization, User
from stpnet.in_org import on_public_side

type Told = dict[str, Any]


def mentions(pks: Sequence[UUID], told: set[tuple[str, UUID, str]]) -> list[Told]:
    """Find what names them in all columns that erasing would take their name out of, but for what was told already."""
    words = [*forgetting.names_of(Member.objects.filter(pk__in=pks)), *map(str, pks)]
    return [
        {"table": tables.label(model), "id": pk, "column": column, "said": said}
        for model, columns in keeping.columns(Fate.ANONYMISE, settings.TENANT_APPS)
        for pk, column, value in _naming(model, columns, words)
        if (tables.label(model), pk, column) not in told
        if (said := [reading.plain(each) for each in around(value, words)])
    ]


def _naming(model: Any, columns: Sequence[Any], words: Sequence[str]) -> Iterator[tuple[UUID, str, Any]]:
    kept_back = keeping.left_out().keys() | _closed()
    names = [
        field.name
        for field in columns
        if forgetting.is_text(field) and not {keeping.name_of(field), tables.label(model)} & kept_back
    ]
    if not names:
        return
    for row in forgetting.naming(model, names, words).order_by("pk").values("pk", *names):
        yield from ((row["pk"], name, row[name]) for name in names)


def _closed() -> set[str]:
    """Name the columns whose words stay with those who may read them."""
    tells = ((label, tell) for room in keeping.rooms() for label, tell in room.tells.items())
    return {f"{label}.{column}" for label, tell in tells for column in tell.closed.split()}


def around(value: Any, words: Sequence[str]) -> Iterator[Any]:
    """Yield what names them: a text whole, and of a tree the nearest texts around each such word."""
    if isinstance(value, str):
        if any(word.lower() in value.lower() for word in words):
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from around(each, words)
    elif isinstance(value, dict):
        texts = {key: each for key, each in value.items() if not isinstance(each, dict | list)}
        if any(True for each in texts.values() for _ in around(each, words)):
            yield texts
        for each in value.values():
            if isinstance(each, dict | list):
                yield from around(each, words)


def did(pks: Sequence[UUID]) -> dict[str, int]:
    """Count the rows in which they stand as who did it: what these say is about others."""
    told = {
        f"{label}.{key}" for room in keeping.rooms() for label, tell in room.tells.items() for key in tell.keys.split()
    }
    counts = {}
    for label in settings.TENANT_APPS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.concrete_fields:  # noqa: SLF001 - the public face of a model
                if field.related_model is Member and keeping.name_of(field) not in told:
                    rows = model._base_manager.filter(**{f"{field.name}__in": pks})  # noqa: SLF001
                    counts[keeping.name_of(field)] = rows.order_by().count()
    return {name: n for name, n in counts.items() if n}


def record(pks: Sequence[UUID]) -> list[Told]:
    """Tell who changed and who looked at what is held about them, the latest first."""
    done = AuditEvent.objects.filter(object_id__in=pks).values("at", "actor_id", "action", "fields")
    read = ReadEvent.objects.filter(object_id__in=pks).values("at", "actor_id", "action")
    rows = sorted([*done, *read], key=lambda row: row["at"], reverse=True)
    names = reading.names_of(Member, {row["actor_id"] for row in rows if row["actor_id"]})
    return [
        {
            "at": row["at"],
            "by": names.get(row["actor_id"], "") if row["actor_id"] else "",
            "what": "changed" if "fields" in row else "looked",
            "action": row["action"],
            "called": say(row["action"]),
            "fields": row.get("fields", []),
        }
        for row in rows
    ]


def account(pks: Sequence[UUID], organization: Organization) -> Told:
    """Tell what is held outside the group's own tables: how they sign in, and who asked them to."""
    found = Member.objects.filter(pk__in=pks).values_list("user_id", flat=True)
    users = [user for user in found if user]
    emails = ContactPoint.objects.filter(member__in=pks, kind=ContactPoint.Kind.EMAIL).values_list("normal", flat=True)
    theirs = Q(member_id__in=pks)
    for address in list(emails):
        theirs |= Q(email__iexact=address)
    with on_public_side():
        belonging = Membership.objects.with_roles().filter(organization=organization, user__in=users)
        asked = Invitation.objects.filter(theirs, organization=organization).order_by("pk")
        return {
            "accounts": list(User.objects.filter(pk__in=users).values("name", "email", "date_joined", "last_login")),
            "roles": sorted({role for each in belonging for role in each.held}),
            "invitations": list(asked.values("email", "created_at", "accepted_at", "withdrawn_at", "ends_on")),
        }
