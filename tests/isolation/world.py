"""Organizations side by side, each with a word of its own in every text of every table."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.models import Member
from organizations.models import Invitation, Membership, Organization, User
from organizations.schemas import tenant_tables
from stpnet.db.wrapper import current
from stpnet.in_org import in_org, on_public_side
from stpnet.logs.lines import JsonLine
from tests.isolation.answers import said, words
from tests.members.erasing import filled
from tests.seeds import PASSWORD
from tests.worker import broker

STARTED = "quetzal"


@dataclass
class Group:
    """An organization, the word that only it knows, and keys of its rows."""

    organization: Organization
    word: str
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.organization.slug

    def marks(self) -> list[str]:
        """Return what no other organization may ever be told."""
        named = [self.word, self.organization.name, f"@{self.slug}.example.org", self.organization.schema_name]
        return [mark.lower() for mark in (*named, str(self.organization.pk))]


def fill(organization: Organization) -> Group:
    """Let every table say something with the organization's own word."""
    word = f"{STARTED}{organization.slug}"
    said_of = {"field": "given_name", "op": "is", "values": [f"Ana {word}"]}
    with (
        in_org(organization),
        patch.multiple(filled, WORD=word, MAIL=f"{word}@example.org", SAID=said_of,
                       TREE={"how": "all", "parts": [said_of]}),
    ):  # fmt: skip
        with on_public_side():
            owner = User.objects.get(email=f"owner@{organization.slug}.example.org")
        ana = filled.somebody(by=Member.objects.get(user_id=owner.pk))
        keys = {"member": str(ana.pk)}
    with on_public_side():
        membership = Membership.objects.get(user__email=f"organizer@{organization.slug}.example.org")
        email = f"ana@{organization.slug}.example.org"
        asked = Invitation.objects.create(organization=organization, email=email, proposed_by=owner)
        asked.roles.create(role="viewer")
        keys |= {"membership": str(membership.pk), "user": str(membership.user_id), "invitation": str(asked.pk)}
    return Group(organization, word, keys)


def sums(organization: Organization) -> dict[str, Any]:
    """Count and add up every table that the organization's role may read."""
    readable = [table for table, rights in tenant_tables().items() if "SELECT" in rights]
    one = "SELECT '{0}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM \"{0}\" t"
    with in_org(organization), current().cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(table) for table in readable))
        return {table: (n, total) for table, n, total in cursor.fetchall()}


def shared(organization: Organization) -> dict[str, Any]:
    """Read what the shared tables hold of an organization."""
    roles = ("roles__role", "roles__pk")
    with on_public_side():
        return {
            "itself": Organization.objects.filter(pk=organization.pk).values().get(),
            "people": list(organization.memberships.order_by("pk").values("pk", "user", "ends_on", *roles)),
            "asked": list(organization.invitations.order_by("pk").values()),
        }


def holding(organization: Organization, *texts: str) -> list[str]:
    """Name the tables of an organization in which one of the texts stands."""
    readable = [table for table, rights in tenant_tables().items() if "SELECT" in rights]
    one = "SELECT '{0}' WHERE EXISTS (SELECT FROM \"{0}\" t WHERE t::text ILIKE ANY (%(like)s))"
    with in_org(organization), current().cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(one.format(table) for table in readable), {"like": [f"%{text}%" for text in texts]}
        )
        return sorted(table for (table,) in cursor.fetchall())


def public_tables_holding(*texts: str) -> list[str]:
    """Name the shared tables in which one of the texts stands: sessions, limits, mail, rows of the coach's desk."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label not in
              {name.rpartition(".")[2] for name in settings.TENANT_APPS}]  # fmt: skip
    tables = {model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy}
    found = []
    with on_public_side(), current().cursor() as cursor:
        for table in sorted(tables - {"organizations_recipe"} | {"public_cache"}):
            cursor.execute(f'SELECT count(*) FROM public."{table}" t WHERE t::text ILIKE ANY (%s)',
                           [[f"%{text}%" for text in texts]])  # fmt: skip
            found += [table] * bool(cursor.fetchone()[0])
    return found


def queued() -> str:
    """Everything that the broker holds, opened."""
    with broker() as client:
        lists = [key for key in client.scan_iter() if client.type(key) == b"list"]
        return "\n".join(f"{key!r} {message!r}" for key in lists for message in client.lrange(key, 0, -1))


def files_of_others(groups: list[Group]) -> list[str]:
    """Find uploads and made files in which another organization's word stands."""
    found = []
    for place in Path(settings.MEDIA_ROOT).rglob("*"):
        text = words(place.read_bytes()).lower() if place.is_file() else ""
        home = place.relative_to(settings.MEDIA_ROOT).parts[0]
        found += [str(place) for group in groups if group.word in text and home != str(group.organization.pk)]
    return found


def mail_of_others(groups: list[Group]) -> list[str]:
    """Find mail in which an organization's word goes to the people of another."""
    homes = {f"@{group.slug}.": group for group in groups}
    found = []
    for letter in getattr(mail, "outbox", []):
        text, to = str(letter.message()).lower(), " ".join(letter.to)
        found += [
            to for at, home in homes.items() if at in to for group in groups if group is not home and group.word in text
        ]
    return found


@contextmanager
def logged() -> Iterator[StringIO]:
    """Collect what a site in earnest would write into its log."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLine())
    logging.getLogger().addHandler(handler)
    try:
        yield stream
    finally:
        logging.getLogger().removeHandler(handler)


def foreign(answer: Any, at: Group, groups: list[Group], who: str = "") -> list[str]:
    """List what an answer says of organizations other than the one it was asked of.

    `who` begins the address of who asks: whom a page calls by their own is told nothing.
    """
    text = said(answer).replace(f"{who}example.org", "") if who else said(answer)
    return [mark for group in groups if group is not at for mark in group.marks() if mark in text]


def just_now(client: Client) -> Client:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.raise_request_exception = False
    return client


def told(title: str, **figures: object) -> None:
    """Print what was tried, for docs/security/evidence.md: shown with `-s`."""
    sys.stdout.write(f"\n{title}: {json.dumps(figures, default=str)}\n")
