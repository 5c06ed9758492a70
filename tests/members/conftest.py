"""A person, how they are reached, and what a form about them sends."""

from typing import Any

import pytest
from django.urls import reverse

from members.models import ContactPoint, Member, Tag, Unit, UnitKind
from members.normal import fold

BLANK = {"kind": "phone", "label": "other", "value": "", "standing": "good"}


@pytest.fixture
def dolores(north) -> Member:
    """Someone with a phone that may be texted."""
    member = Member.objects.create(given_name="Dolores", family_name="Ankrah")
    reach(member, "phone", "+15035550142", label="mobile", may_text="yes")
    return member


@pytest.fixture
def eastside(north) -> Unit:
    """A unit of the default kind, with one below it."""
    east = Unit.objects.create(kind=UnitKind.objects.get(), name="Eastside", folded="eastside")
    Unit.objects.create(kind=east.kind, name="Elm Court", folded="elm court", parent=east)
    return east


def reach(member: Member, kind: str, value: str, **more: Any) -> ContactPoint:
    normal = fold(value) if kind == "address" else value.lower()
    return ContactPoint.objects.create(member=member, kind=kind, value=value, normal=normal, **more)


def tag(name: str) -> Tag:
    return Tag.objects.create(name=name, folded=fold(name))


def filled(*lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What a browser sends to add someone: every line of contact, named or blank."""
    sent = {"status": "contact", "contacts-TOTAL_FORMS": str(len(lines)), "contacts-INITIAL_FORMS": "0", **fields}
    for n, line in enumerate(lines):
        sent |= {f"contacts-{n}-{name}": value for name, value in {**BLANK, **line}.items()}
    return sent


def opened(client: Any, member: Member) -> dict[str, Any]:
    """What a browser sends when the edit form is opened and saved as it is."""
    form = client.get(url("edit", member)).context["form"]
    sent = {"seen_at": form.seen_at.isoformat(), "seen_event": str(form.seen_event)}
    for each in (form.person, form.contacts.management_form, *form.contacts.forms):
        sent |= {field.html_name: "" if field.value() is None else field.value() for field in each}
    return {name: value for name, value in sent.items() if not name.endswith("DELETE")}


def url(name: str, member: Member | None = None) -> str:
    return reverse(f"members:{name}", args=["north", member.pk] if member else ["north"])
