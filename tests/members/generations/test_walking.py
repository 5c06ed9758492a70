"""Generations out of the database: every shape of graph, rings among them."""

import pytest
from django.db.models.functions import Now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.generations import walking
from members.generations.edges import COACHING, RECRUITING, edges
from members.models import Member, Relationship
from stpnet.db import planner
from tests.members.generations.conftest import RECRUITED


def names(crowd, lines):
    called = {member.pk: name for name, member in crowd.items()}
    return ["/".join(called[pk] for pk in line.path) + ("!" if line.is_ring else "") for line in lines]


def test_every_generation_stands_below_the_one_before(crowd, bind):
    bind("Ana Bea", "Ana Cal", "Bea Dee", "Dee Eli")

    lines, is_cut = walking.lines(edges(COACHING), [crowd["Ana"].pk])

    assert names(crowd, lines) == ["Ana", "Ana/Bea", "Ana/Cal", "Ana/Bea/Dee", "Ana/Bea/Dee/Eli"]
    assert not is_cut
    assert walking.counts(edges(COACHING), [crowd["Ana"].pk, crowd["Bea"].pk]) == {
        ("coach_of", crowd["Ana"].pk): (2, 4),
        ("coach_of", crowd["Bea"].pk): (1, 2),
    }


def test_recruiting_reads_from_the_other_end(crowd, bind):
    bind("Ana Bea", kind=RECRUITED)
    both = edges(COACHING, RECRUITING)

    assert names(crowd, walking.lines(edges(RECRUITING), [crowd["Ana"].pk])[0]) == ["Ana", "Ana/Bea"]
    assert walking.counts(both, [crowd["Ana"].pk]) == {("recruited_by", crowd["Ana"].pk): (1, 1)}
    assert walking.counts(edges(COACHING), [crowd["Ana"].pk]) == {}


def test_a_ring_ends_where_it_closes_and_is_found(crowd, bind):
    bind("Ana Bea", "Bea Cal", "Cal Ana", "Cal Dee", "Eli Fay")
    known = edges(COACHING)

    (first,) = walking.rings(known)
    lines, _cut = walking.lines(known, [first])

    assert first in {crowd[name].pk for name in ("Ana", "Bea", "Cal")}
    assert [line.is_ring for line in lines].count(True) == 1
    assert {line.person for line in lines} == {crowd[name].pk for name in ("Ana", "Bea", "Cal", "Dee")}
    assert walking.counts(known, [crowd["Ana"].pk])["coach_of", crowd["Ana"].pk] == (1, 3)


def test_who_has_two_coaches_stands_below_both(crowd, bind):
    bind("Ana Cal", "Bea Cal", "Cal Dee")

    lines, _cut = walking.lines(edges(COACHING), [crowd["Ana"].pk, crowd["Bea"].pk])

    assert sorted(names(crowd, lines)) == ["Ana", "Ana/Cal", "Ana/Cal/Dee", "Bea", "Bea/Cal", "Bea/Cal/Dee"]


def test_what_was_taken_away_and_who_is_gone_are_no_edges(crowd, bind):
    bind("Ana Bea", "Ana Cal", "Ana Dee")
    Relationship.objects.filter(other=crowd["Bea"]).update(removed_at=Now())
    Member.objects.filter(pk=crowd["Cal"].pk).update(archived_at=Now())

    known = edges(COACHING, people=Member.objects.people())

    assert names(crowd, walking.lines(known, [crowd["Ana"].pk])[0]) == ["Ana", "Ana/Dee"]


def test_a_page_is_cut_and_says_so(crowd, bind):
    bind("Ana Bea", "Ana Cal", "Bea Dee")
    root = [crowd["Ana"].pk]

    assert names(crowd, walking.lines(edges(COACHING), root, most=3)[0]) == ["Ana", "Ana/Bea", "Ana/Cal"]
    assert walking.lines(edges(COACHING), root, most=3)[1]
    assert names(crowd, walking.lines(edges(COACHING), root, deep=1)[0]) == ["Ana", "Ana/Bea", "Ana/Cal"]
    assert walking.lines(edges(COACHING), [])[0] == []


@pytest.mark.slow
def test_a_wide_net_of_ten_thousand_people_is_walked_without_taking_each_path(north):
    people = Member.objects.bulk_create([Member(given_name=f"P{n}") for n in range(10_000)])
    # Everybody below ten of the layer above: there are more paths than grains of sand.
    pairs = [(people[n // 10 * 10 - 10 + i], people[n]) for n in range(10, 10_000) for i in range(10)]
    rows = (Relationship(member=above, other=below, kind="coach_of") for above, below in pairs)
    Relationship.objects.bulk_create(rows, batch_size=5000)
    planner.look()

    _lines, is_cut = walking.lines(edges(COACHING), [people[0].pk])

    assert is_cut
    assert walking.rings(edges(COACHING)) == []


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1]), max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=PAIRS)
def test_any_graph_is_walked_as_by_hand(crowd, pairs):
    people = [member.pk for member in crowd.values()]
    once = {tuple(sorted(pair)): pair for pair in pairs}.values()
    Relationship.objects.all().delete()
    Relationship.objects.bulk_create(
        [Relationship(member_id=people[a], other_id=people[b], kind="coach_of") for a, b in once]
    )
    reach = {n: below(once, n) for n in range(6)}

    found = walking.counts(edges(COACHING), people)

    assert found == {
        ("coach_of", people[n]): (sum(a == n for a, _b in once), len(reach[n] - {n})) for n in range(6) if reach[n]
    }
    tops = {n for n in range(6) if reach[n] and not any(b == n for _a, b in once)}
    starts = tops | {people.index(pk) for pk in walking.rings(edges(COACHING))}
    seen = set().union(*(reach[n] | {n} for n in starts)) if starts else set()
    assert seen == {end for pair in once for end in pair}


def below(pairs, start):
    """Everyone below somebody, themselves too in a ring: by plain repetition."""
    found, size = {b for a, b in pairs if a == start}, -1
    while len(found) != size:
        size = len(found)
        found |= {b for a, b in pairs if a in found}
    return found
