"""Who may not see somebody finds nothing of them on any page, file or link: names, contacts, evidence, notes, answers.

Somebody of whom every table says something is organized by the director. The organizer reaches only their own people;
coaches and viewers reach nobody. Quick: every fourth view; slow: every view, as htmx asks too, and every link on it.
"""

from collections import Counter
from typing import Any

import pytest

from conversations.models import Conversation
from ladders import history
from ladders.models import Assessment
from members.models import ContactPoint, ExternalId, FieldValue, Member
from tests.isolation.answers import said
from tests.isolation.forms import ID, read
from tests.isolation.world import just_now, told
from tests.members.erasing import filled
from tests.organizations.cells import CELLS
from tests.organizations.test_every_cell import address

NAME, VALUE = "zanzibarine", "xylophonic"
# Where colleagues are named to colleagues, or an experiment says who is in it: docs/decisions/0077.
NAMED_TO_STAFF = ("conversations/", "experiments/", "teams/", "activities/")
EVERY = [pytest.param(4, id="in turn"), pytest.param(1, id="all", marks=pytest.mark.slow)]


@pytest.fixture
def ana(north, person) -> Member:
    director = person("director")
    made = filled.somebody(by=director)
    Member.objects.filter(pk=director.pk).update(organizer=None)
    called = {"given_name": NAME, "family_name": NAME, "folded": NAME, "preferred_name": "", "middle_name": ""}
    Member.objects.filter(pk=made.pk).update(**called, pronouns=VALUE, employer=VALUE, language=VALUE)
    mail = f"{VALUE}@example.org"
    ContactPoint.objects.filter(member=made).update(value=mail, normal=mail, street=VALUE, city=VALUE)
    FieldValue.objects.filter(member=made).update(value=VALUE)
    ExternalId.objects.filter(member=made).update(value=VALUE)
    Assessment.objects.filter(member=made).update(evidence=VALUE)
    Conversation.objects.filter(participants__member=made).update(story=VALUE)
    history.rebuild(members=[made.pk])
    return made


def found(role: str, path: str, answer: Any) -> list[tuple[str, str, str]]:
    text = said(answer)
    seen = [VALUE] * (VALUE in text)
    if NAME in text and (role != "organizer" or not path.startswith(tuple(f"/o/north/{at}" for at in NAMED_TO_STAFF))):
        seen.append(NAME)
    return [(role, ID.sub("…", path), word) for word in seen]


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("role", ["organizer", "coach", "viewer"])
def test_nothing_of_somebody_out_of_reach_is_anywhere(north, ana, sign_in, role, every):
    client, tried, links, wrong = just_now(sign_in(role)), Counter(), set(), []
    for name in [name for name, cell in CELLS.items() if "get" in cell.methods][::every]:
        path = address(name, "north", role)
        for headers in ({}, {"HX-Request": "true"})[: 2 if every == 1 else 1]:
            answer = client.get(path, headers=headers)
            tried["pages"] += 1
            wrong += found(role, path, answer)
        if every == 1 and answer.status_code == 200 and "html" in answer["Content-Type"]:
            links |= {link for link in read(answer.text, path)[1] if link.startswith("/o/north/")}
    for link in sorted(links):
        tried["links"] += 1
        wrong += found(role, link, client.get(link))
    for path in (f"/o/north/people/{ana.pk}/", f"/o/north/people/{ana.pk}/contacts/"):
        assert client.get(path).status_code == (404 if role == "organizer" else 403)

    told("B field-level rows and narrowing", role=role, **tried, found=len(wrong))
    assert wrong == []
