"""A list with a few who are here twice, and a household."""

import pytest

from members.duplicates import finding
from members.models import ContactPoint, DuplicateRun, Member
from members.normal import fold

NAMES = ["Ada", "Bea", "Cleo", "Dora", "Efua", "Fay", "Gus", "Hal", "Ines", "Jun", "Kofi", "Lena"]
FAMILIES = ["Okafor", "Brandt", "Nguyen", "Ortiz", "Lind", "Moreau", "Sato", "Kamau", "Petrov", "Diaz"]


def someone(given: str, family: str, phone: str = "", home: str = "", **columns: object) -> Member:
    member = Member.objects.create(given_name=given, family_name=family, **columns)
    if phone:
        ContactPoint.objects.create(member=member, kind="phone", value=phone, normal=phone)
    if home:
        street, city, postal_code = home.split(", ")
        ContactPoint.objects.create(
            member=member,
            kind="address",
            value=home,
            normal=fold(home),
            street=street,
            city=city,
            postal_code=postal_code,
        )
    return member


@pytest.fixture
def listed(north) -> None:
    """A hundred others, so that a name and a street can be rare."""
    for n in range(100):
        family = f"{FAMILIES[n % 10]}{'son' * (n // 40)}"
        someone(NAMES[n % 12], family, f"+1503556{n:04}", f"{n} {FAMILIES[n * 7 % 10]} St, Portland, 97{n % 30:03}")


@pytest.fixture
def twice(listed) -> list[Member]:
    """One person, on two lists, with a slip in the name."""
    home = "12 Alder Lane, Salem, 97301"
    return [
        someone("Dolores", "Ankrah", "+15035550142", home),
        someone("Delores", "Ankrah", "+15035550142", home),
    ]


@pytest.fixture
def household(listed) -> list[Member]:
    """Two people of one family, with one phone and one home."""
    home = "7 Juniper Court, Eugene, 97401"
    return [someone(name, "Villanueva", "+15035550177", home) for name in ("Rosa", "Ernesto")]


@pytest.fixture
def looked(twice, household, django_capture_on_commit_callbacks) -> DuplicateRun:
    """A look over everyone that has ended."""
    run = finding.ask(by=None)
    finding.work(run.pk)
    run.refresh_from_db()
    return run
