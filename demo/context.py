"""Who can sign in, for the sign-in page of a demo."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest

from demo.staff import signing_in


def people(request: HttpRequest) -> dict[str, list[tuple[str, str]]]:
    """Give the page pairs of who someone is and the address they sign in with; outside a demo, nobody."""
    return {"demo_people": _people() if settings.DEMO else []}


@cache
def _people() -> list[tuple[str, str]]:
    """Say of each person once what they are, and where."""
    said: dict[str, str] = {}
    for person in signing_in():
        here = f"{person.role}, {person.organization}"
        said[person.email] = f"{said[person.email]}; {here}" if person.email in said else f"{person.name}: {here}"
    return [(who, email) for email, who in said.items()]
