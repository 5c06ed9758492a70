"""Who shares a phone or a home with someone: shown beside them, and never taken for the same person."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject, Lower

from members.models import ContactPoint, Member
from members.requests import OrgRequest

# More at one number are no household: an office, or a number that was typed to fill a cell.
MOST = 8
PHONE, ADDRESS = ContactPoint.Kind.PHONE, ContactPoint.Kind.ADDRESS


def sharing(request: OrgRequest) -> ArraySubquery:
    """Return a part of a query of one person: whom the reader may see that has their phone, or home and family name."""
    phones, homes = _with_one_of_theirs(PHONE), _with_one_of_theirs(ADDRESS)
    here = {"member": OuterRef("pk")}
    people = Member.objects.people().visible_to(request).exclude(pk=OuterRef("pk"))
    same_family = Q(at_home=True, family_name__iexact=OuterRef("family_name")) & ~Q(family_name="")
    found = (
        people.filter(pk__in=phones.values("member").union(homes.values("member")))
        .annotate(at_phone=Exists(phones.filter(**here)), at_home=Exists(homes.filter(**here)))
        .filter(Q(at_phone=True) | same_family)
    )
    shown = JSONObject(pk=F("pk"), name=F("name"), phone=F("at_phone"), home=F("at_home"))
    # Not by the column itself: its index would lead the database through everyone in search of these few.
    return ArraySubquery(found.order_by(Lower("sorted_as"), "pk").values(json=shown)[: MOST + 1])


def few(found: list[Any]) -> list[Any]:
    """Return those who share, unless they are more than live in one household."""
    return found if len(found) <= MOST else []


def _with_one_of_theirs(kind: str) -> Any:
    """Contacts equal to one of the person's, two queries further out."""
    theirs = ContactPoint.objects.filter(member=OuterRef(OuterRef(OuterRef("pk"))), kind=kind)
    if kind == ADDRESS:
        # Many live in one town: an address without a street is nobody's home.
        theirs = theirs.exclude(street="")
    return ContactPoint.objects.filter(kind=kind, normal__in=theirs.values("normal"))
