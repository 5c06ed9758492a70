"""Any filter keeps the same people as a slow, obvious evaluation; and it reads from its address as it was written."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.filters import address, asking, fields_of
from members.filters.tree import Condition, Group
from members.models import Member
from tests.members.filters import world as worlds

QUICK = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LONG = settings(QUICK, max_examples=300, derandomize=False)


@pytest.fixture
def world(north, person):
    return worlds.World(north, person("organizer"))


@pytest.fixture
def request_(north, person):
    return worlds.asking(north, person("director"))


def pools(world):
    """What may be asked of each kind of field."""
    today = world.organization.today()
    days = [(today + timedelta(days=n)).isoformat() for n in (-27, -10, -9, 0, 3)]
    choices = {
        "status": ["contact", "member", "staff", "former"],
        "organizer": [str(world.organizer.pk), "nobody"],
        "unit": [str(world.east.pk), str(world.elm.pk)],
        "tag": [str(tag.pk) for tag in world.tags],
        "phone": ["good", "wrong"],
        "may-call": ["yes", "no", "not-asked"],
        world.name("yes_no"): ["yes", "no"],
    }
    kinds = {worlds.chosen: None, worlds.said: ["mill", "SPANISH", "%", "_"], worlds.numbered: ["12", "3.5", "-7", "0"]}
    return days, choices, kinds


def conditions(world, request):
    """Draw a condition that makes sense of a field that the world knows."""
    days, choices, kinds = pools(world)

    def values(name, takes):
        if takes == "choices":
            return st.lists(st.sampled_from(choices[name]), min_size=1, max_size=2, unique=True)
        one = {
            "text": kinds[worlds.said],
            "count": ["0", "9", "30"],
            "period": ["month"],
            "day": days,
            "two days": days,
        }
        pool = one.get(takes, kinds[worlds.numbered])
        n = 2 if takes.startswith("two") else 1 if takes else 0
        drawn = st.lists(st.sampled_from(pool), min_size=n, max_size=n)
        return drawn.map(lambda each: sorted(each, key=float)) if takes == "two numbers" else drawn.map(sorted)

    fields = fields_of(request)
    questions = [(name, op) for name in world.judges for op in fields[name].asks()]
    return st.sampled_from(questions).flatmap(
        lambda asked: values(asked[0], asked[1].takes).map(
            lambda given: Condition(asked[0], asked[1].name, tuple(given))
        )
    )


def trees(world, request):
    groups = st.recursive(
        conditions(world, request),
        lambda inner: st.builds(Group, st.sampled_from(["all", "any", "none"]), st.lists(inner, max_size=3).map(tuple)),
        max_leaves=8,
    )
    return groups.map(lambda node: address.canonical(node if isinstance(node, Group) else Group("all", (node,))))


def agrees(world, request, tree):
    found = set(Member.objects.filter(asking.where(tree, request)).values_list("pk", flat=True))

    assert found & set(world.known) == {member.pk for member in world.people if world.fits(member, tree)}
    kept = address.Words({f"k{n}": text for n, text in enumerate(address.words_of(tree, fields_of(request)))})
    query = QueryDict(mutable=True)
    for key, value in address.write(tree, fields_of(request), kept):
        query.appendlist(key, value)
    assert address.read(QueryDict(query.urlencode()), fields_of(request), kept) == (tree, [])
    assert bool(asking.says(tree, request)) == bool(tree.parts)


def test_any_filter_keeps_whom_plain_python_keeps(world, request_):
    @QUICK
    @given(trees(world, request_))
    def run(tree):
        agrees(world, request_, tree)

    run()


@pytest.mark.slow
def test_any_filter_keeps_whom_plain_python_keeps_at_length(world, request_):
    @LONG
    @given(trees(world, request_))
    def run(tree):
        agrees(world, request_, tree)

    run()


def test_each_question_of_each_field_agrees(world, request_):
    """Once for every question there is: a draw may miss one."""
    drawn = {}

    @settings(QUICK, max_examples=150)
    @given(conditions(world, request_))
    def draw(condition):
        drawn[condition.field, condition.op] = condition

    draw()
    for condition in drawn.values():
        agrees(world, request_, Group("all", (condition,)))
