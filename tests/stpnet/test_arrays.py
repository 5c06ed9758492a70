"""Arrays written as one text arrive as they were."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations.models import Organization
from stpnet.db.arrays import array
from stpnet.db.wrapper import current

# PostgreSQL knows no NUL in a text, and no half of a surrogate pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
HARD = st.sampled_from(["", "NULL", "{}", '"', "\\", '\\"', "a,b", " a ", "a\nb", "'", "null"])


def back(values: list[str | UUID | None], kind: str) -> list[object]:
    with current().cursor() as cursor:
        cursor.execute(f"SELECT %s::{kind}[]", [array(values)])
        return list(cursor.fetchone()[0])


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(values=st.lists(st.one_of(TEXTS, HARD, st.none()), max_size=8))
def test_texts_arrive_as_they_were(north: Organization, values: list[str | None]):
    assert back(list(values), "text") == values


@pytest.mark.parametrize("text", ["", "NULL", "{}", '"', "\\", '\\"', "a,b", " a ", "a\nb", "'", "null"])
def test_a_hard_text_arrives_as_it_was(north: Organization, text: str):
    assert back([text, None, text], "text") == [text, None, text]


def test_ids_arrive_as_they_were(north: Organization):
    assert back([north.pk, None], "uuid") == [north.pk, None]
