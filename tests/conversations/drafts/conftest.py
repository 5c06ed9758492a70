"""A phone that sends."""

import pytest

from organizations.signing_in.whose import mark_of

RECEIVE = "/o/north/conversations/drafts/receive/"
WRITTEN = "2026-03-01T18:20:00Z"


@pytest.fixture
def send(sign_in, person):
    """`send(person="Maria", draft_key=…)`: what the organizer's phone is answered; `role=` names another's phone."""

    def sent(role="organizer", **typed):
        typed = {
            "whose": mark_of(person(role).user_id),
            "written": WRITTEN,
            "on": "2026-03-01",
            "kind": "house_visit",
            "story": "The boiler broke again.",
            **typed,
        }
        return sign_in(role).post(RECEIVE, typed)

    return sent
