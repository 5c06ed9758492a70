"""Two thousand cells at once, and any run of edits, undos and redos."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.changing.actions import redo, undo
from members.changing.steps import Steps, look
from members.fields.people import MOST_SEARCHED
from members.models import ChangeSet, Field, FieldValue, Member, MemberTag

BAD = 30


@pytest.fixture
def people(north):
    # Written without save(), which folds the names that people are found by.
    names = [Member(given_name=f"Given {n}", family_name="Long", folded=f"given {n} long") for n in range(500)]
    return Member.objects.bulk_create(names)


def pasted(people):
    """Four columns of five hundred people; thirty of the statuses mean nothing."""
    return [
        (member, field, text)
        for n, member in enumerate(people)
        for field, text in {
            "status": "boss" if n < BAD else "Member", "pronouns": "they/them", "tags": "Choir",
            "contact:phone": f"(503) 555-{n:04}",
        }.items()
    ]  # fmt: skip


def test_paste_of_two_thousand_saves_what_is_good_explains_the_rest_and_is_undone_at_once(change, person, people):
    outcome = change(*pasted(people))

    assert (len(outcome.saved), len(outcome.refused)) == (2000 - BAD, BAD)
    assert {each.why for each in outcome.refused} == {"Choose contact, member, staff or former."}
    assert MemberTag.objects.count() == 500

    again = undo(ChangeSet.objects.get(), by=person("director"))

    assert (len(again.saved), again.refused, MemberTag.objects.count()) == (2000 - BAD, [], 0)
    assert not Member.objects.filter(family_name="Long").exclude(status="contact", pronouns="").exists()


def statements(act):
    with CaptureQueriesContext(connection) as found:
        act()
    return len(found)


def test_statements_do_not_grow_with_cells(change, people):
    few = statements(lambda: change(*pasted(people[40:42])))
    many = statements(lambda: change(*pasted(people[100:200])))

    assert few == many + 2, "the first paste makes the tag"
    assert many <= 30


@pytest.fixture
def buddy(north):
    return f"field:{Field.objects.create(name='Buddy', folded='buddy', kind='person').pk}"


def test_statements_do_not_grow_with_names_of_people(change, people, buddy):
    few = statements(lambda: change(*((member, buddy, f"given  {n} LONG") for n, member in enumerate(people[:2]))))
    rows = people[100:160]
    many = statements(lambda: change(*((member, buddy, f"given {n} long") for n, member in enumerate(rows))))

    assert few == many
    assert [FieldValue.objects.get(member=member).value for member in rows[:2]] == [str(each.pk) for each in people[:2]]


def test_names_are_found_whatever_their_accents_and_two_of_a_name_are_told_apart(change, people, buddy):
    one = Member.objects.create(given_name="José", preferred_name="Pepe", family_name="de la Cruz")
    Member.objects.create(given_name="Zoe"), Member.objects.create(given_name="Zoë")

    outcome = change((people[0], buddy, "jose de la cruz"), (people[1], buddy, "Zoe"), (people[2], buddy, "Pepe"))

    assert {change.after for change in outcome.saved} == {str(one.pk)}
    assert [each.why for each in outcome.refused] == ["Several people fit “Zoe”. Choose one."]


def test_names_that_nobody_has_are_searched_for_a_few_times_only(change, people, buddy):
    few = statements(lambda: change(*((member, buddy, f"Nobody {n}") for n, member in enumerate(people[:40]))))
    outcome = change(*((member, buddy, f"Nobody {n}") for n, member in enumerate(people[:40])))

    assert few <= 30 + MOST_SEARCHED
    assert [each.why[:8] for each in outcome.refused] == ["Nobody i"] * MOST_SEARCHED + ["Too many"] * 20


CELLS = st.tuples(
    st.integers(0, 2), st.sampled_from(["pronouns", "tags", "contact:email"]), st.sampled_from(["", "a", "b"])
)
STEPS = st.lists(st.one_of(st.lists(CELLS, min_size=1, max_size=4), st.just("undo"), st.just("redo")), max_size=8)


def contents(people):
    rows = Member.objects.filter(pk__in=[member.pk for member in people]).order_by("pk")
    return [
        (
            row.pronouns,
            sorted(row.member_tags.values_list("tag__name", flat=True)),
            list(row.contact_points.order_by("pk").values_list("pk", "value")),
        )
        for row in rows
    ]


def offered(done, undone):
    """What the keys take next: the newest that stands, and the last that was taken back since anything was typed."""
    return Steps(*(str(stack[-1][0].pk) if stack else "" for stack in (done, undone)))


def text_of(field, text):
    return f"{text}@example.org" if field == "contact:email" and text else text


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_run_of_edits_undos_and_redos_equals_states_written_down(change, person, steps):
    ChangeSet.objects.all().delete()
    people = Member.objects.bulk_create(Member(given_name=name) for name in "ABC")
    done, undone = [], []
    for step in steps:
        before = contents(people)
        if step == "undo" and done:
            made, earlier, later = done.pop()
            assert undo(made, by=person("director")).refused == []
            assert contents(people) == earlier
            undone.append((made, earlier, later))
        elif step == "redo" and undone:
            made, earlier, later = undone.pop()
            assert redo(made, by=person("director")).refused == []
            assert contents(people) == later
            done.append((made, earlier, later))
        elif isinstance(step, list):
            outcome = change(*((people[n], field, text_of(field, text)) for n, field, text in step))
            if outcome.made:
                done.append((outcome.made, before, contents(people)))
                undone.clear()
        assert look(person("director")) == offered(done, undone)


def test_redo_takes_nothing_that_was_taken_back_before_something_new_was_typed(change, person, people):
    director = person("director")
    older, first = (change((people[0], "pronouns", text)).made for text in ("older", "first"))
    undo(first, by=director)
    second = change((people[0], "pronouns", "second")).made

    assert look(director) == Steps(str(second.pk), "")
    undo(second, by=director)
    assert look(director) == Steps(str(older.pk), str(second.pk))
    undo(older, by=director)
    assert look(director) == Steps("", str(older.pk))
