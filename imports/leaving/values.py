"""What can be compared between a row of a sheet and somebody here: each value under a name, in a form that is equal."""

import json
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from imports.models import ImportBatch, Sheet
from imports.named import key as word_key
from imports.person import COLUMNS, Person
from imports.targets import BY_KEY, is_new_field
from members.actions import tag_key
from members.models import ContactPoint, Field, Member, UnitKind

# What makes two values equal -> how people read it. Several for phones, tags and the like.
type Values = dict[str, str]
type Compared = dict[str, Values]

CONSENTS = {"phone": ("may_call", "may_text"), "email": ("may_mail",), "address": ("may_mail",)}
_PARTS_OF_NAME = ("given_name", "middle_name", "family_name", "suffix", "preferred_name")


def equal(text: str) -> str:
    """Return what makes two texts one and the same to a person: neither capitals nor spaces, but accents."""
    return " ".join(text.split()).casefold()


def of_person(person: Person, fields: Mapping[str, str]) -> Compared:
    """Return what a row says; `fields` maps the keys of new fields to those they have by now.

    Consents are told contact by contact, as somebody may have agreed to one phone and not to another.
    """
    found: Compared = {name: {equal(value): value} for name, value in person.columns.items() if name in COLUMNS}
    for contact in person.contacts:
        kind, normal = contact["kind"], contact["normal"]
        found.setdefault(kind, {})[normal] = contact["value"]
        for name in CONSENTS[kind]:
            if said := contact.get(name):
                found.setdefault(name, {})[f"{normal} {said}"] = said
    found |= {f"unit:{kind}": {word_key(name): name} for kind, name in person.units.items()}
    found |= {fields.get(key, key): {equal(value): value} for key, value in person.fields.items()}
    if person.external_ids:
        found["external_id"] = {f"{system} {value}": value for system, value in person.external_ids}
    if person.tags:
        found["tags"] = {tag_key(tag): tag for tag in person.tags}
    if person.level:
        found["level"] = {person.level: person.level}
    return found


def part(person: Person, whats: Iterable[str], fields: Mapping[str, str], reached_by: Collection[str]) -> Person:
    """Return only what these names stand for, as a row of its own that can be brought in.

    `reached_by`: the contacts that are here already, in their normal form.
    """
    whats = set(whats)
    keeps_level = "level" in whats
    return Person(
        columns={name: value for name, value in person.columns.items() if name in whats},
        contacts=[kept for contact in person.contacts if (kept := _contact(contact, whats, reached_by))],
        external_ids=person.external_ids if "external_id" in whats else [],
        units={kind: name for kind, name in person.units.items() if f"unit:{kind}" in whats},
        tags=person.tags if "tags" in whats else [],
        fields={key: value for key, value in person.fields.items() if fields.get(key, key) in whats},
        level=person.level if keeps_level else "",
        level_on=person.level_on if keeps_level else "",
        level_by=person.level_by if keeps_level else "",
        evidence=person.evidence if keeps_level else "",
    )


def _contact(contact: dict[str, str], whats: set[str], reached_by: Collection[str]) -> dict[str, str] | None:
    """Keep a contact that is wanted, or what was agreed to about one that is here."""
    kind, is_here = contact["kind"], contact["normal"] in reached_by
    wanted = {name for name in CONSENTS[kind] if name in whats or not is_here}
    if kind in whats or (is_here and any(contact.get(name) for name in wanted)):
        return {name: value for name, value in contact.items() if name in wanted or name not in CONSENTS[kind]}
    return None


def digest(values: Values, sheet: Sheet) -> str:
    """Return what tells that a cell has changed since, and not what stood in it."""
    key = sheet.pk.bytes + settings.SECRET_KEY.encode()[:48]
    return blake2b(json.dumps(sorted(values)).encode(), digest_size=8, key=key).hexdigest()


def matched(batch: ImportBatch, fields: Mapping[str, str]) -> set[str]:
    """Name what an upload can say at all, by its matched columns."""
    found: set[str] = set()
    for header, target in zip(batch.headers, batch.mapping, strict=True):
        found |= _of_target(target, header, fields) if target else set()
    return found


def _of_target(target: str, header: str, fields: Mapping[str, str]) -> set[str]:
    if is_new_field(target):
        return {fields.get(f"new:{header}", f"new:{header}")}
    if target == "full_name":
        return set(_PARTS_OF_NAME)
    if target.startswith("consent_"):
        said = {"consent_call": {"may_call"}, "consent_text": {"may_text"}}
        return said.get(target, {"may_mail"})
    shared = {
        "organizer": "organizer_id",
        "tag": "tags",
        "mobile": "phone",
        "home_phone": "phone",
        "work_phone": "phone",
    }
    group = BY_KEY[target].group if target in BY_KEY else None
    if group is not None and target != "email" and group == BY_KEY["street"].group:
        return {"address"}
    return {shared.get(target, target)}


def new_fields(batch: ImportBatch) -> dict[str, str]:
    """Map the columns that became fields of the organization to those fields."""
    by_name = {folded: str(pk) for pk, folded in Field.objects.order_by().values_list("pk", "folded")}
    headers = {header for header, target in zip(batch.headers, batch.mapping, strict=True) if is_new_field(target)}
    return {
        f"new:{header}": f"field:{by_name[folded]}"
        for header in headers
        if (folded := word_key(header[:120])) in by_name
    }


def labels() -> dict[str, str]:
    """Say what is compared as pages call it; two statements."""
    found = {name: _column(name) for name in COLUMNS}
    found |= {kind.value: str(kind.label) for kind in ContactPoint.Kind}
    found |= {name: _verbose(ContactPoint, name) for name in ("may_call", "may_text", "may_mail")}
    found |= {
        "": _("The whole person"),
        "tags": _("Tags"),
        "level": _("Level"),
        "external_id": _("Id in another system"),
    }
    found |= {f"unit:{pk}": name for pk, name in UnitKind.objects.values_list("pk", "name")}
    return found | {f"field:{pk}": name for pk, name in Field.objects.values_list("pk", "name")}


def label(what: str, known: Mapping[str, str]) -> str:
    return known.get(what) or what.removeprefix("new:")


def _column(name: str) -> str:
    return _verbose(Member, name.removesuffix("_id"))


def _verbose(model: type[Any], name: str) -> str:
    return str(capfirst(str(model._meta.get_field(name).verbose_name)))  # noqa: SLF001 - the public way to it
