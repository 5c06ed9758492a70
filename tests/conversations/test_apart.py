"""Whoever practices on whomever: no list, figure, search, file or import of anybody knows the made-up person."""

import io
import json
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations import practice, registry
from conversations.reader import Reader
from ladders import actions, history, levels, recount
from ladders.models import Assessment, Ladder, Place
from ladders.queries import IN_TOUCH, ON_LADDER, distribution, place_filter
from ladders.ready import READY
from members import search
from members.models import ContactPoint, Member, Unit, UnitKind
from members.people_changes import find_known
from members.same import reached_alike
from organizations.models import Role
from stpnet.in_org import on_public_side
from tests.imports.conftest import bring_in, fates
from tests.members.conftest import reach, tag

LEARNERS = ("organizer", "director", "owner")
STAGES = st.lists(
    st.tuples(
        st.sampled_from(LEARNERS),
        st.lists(st.sampled_from([1, 3, 5, "unsure", "quiet", "off"]), max_size=3),
        st.sampled_from(["contact", "member", "staff", "former"]),
        st.sampled_from(["Rosa", "Ana", ""]),
    ),
    max_size=3,
    unique_by=lambda stage: stage[0],
)


@pytest.fixture
def world(north, person):
    """Real people who share the made-up one's name and phones, on and off the ladder, in a unit and with a tag."""
    ladder = Ladder.objects.get(is_default=True)
    kind = UnitKind.objects.get()
    unit = Unit.objects.create(kind=kind, name="Eastside", folded="eastside")
    for n, phone in enumerate((practice.ON_FILE, practice.RIGHT, "+15035550142")):
        member = Member.objects.create(given_name="Rosa", family_name=f"Example {n}", organizer=person("organizer"))
        reach(member, "phone", phone)
        reach(member, "email", f"rosa{n}@example.org")
        member.belongings.create(kind=kind, unit=unit)
        member.member_tags.create(tag=tag(f"Tag {n}"))
        level = ladder.levels.get(position=n + 1)
        actions.assess(
            member, ladder=ladder, place=Place.LEVEL, level=level, on=north.today(), evidence="Came", by=person("owner")
        )
    return north


@pytest.fixture
def rehearse(north, person):
    """Somebody practices: a made-up person with these places, status and name."""

    def play(role, places, status, name):
        by, ladder = person(role), Ladder.objects.get(is_default=True)
        made_up = practice.start(by=by, today=north.today()).person
        reach(made_up, "email", "rosa0@example.org")
        Member.objects.filter(pk=made_up.pk).update(status=status, given_name=name)
        for where in places:
            level = ladder.levels.get(position=where) if isinstance(where, int) else None
            place = Place.LEVEL if level else Place(where)
            Assessment.objects.create(
                member=made_up, ladder=ladder, place=place, level=level, on=north.today(), assessed_by=by
            )
        history.follow(made_up, ladder)

    return play


def figures(north, person):
    """Every query of people that there is, asked of the data itself."""
    ladder, people = Ladder.objects.get(is_default=True), Member.objects.people()
    doubles = [ContactPoint(kind="phone", normal=number) for number in (practice.ON_FILE, practice.RIGHT)]
    return {
        "distribution": distribution(people, ladder),
        "with staff": people.counted(staff=True).count(),
        "places": [
            set(place_filter(people, ladder, place).values_list("pk", flat=True))
            for place in (ON_LADDER, IN_TOUCH, "unsure", "quiet", "off")
        ],
        "found": [set(search.find(people, words).values_list("pk", flat=True)) for words in ("rosa", "0163", "rosa0@")],
        "alike": [each.pk for each in reached_alike(people, doubles)],
        "known": find_known("rosa0@example.org"),
        "needs": [list(need(Reader(north, person(str(role)), [role]))) for role in Role for need in registry.needs],
        "units": list(Unit.objects.order_by("name", "belongings__member").values_list("name", "belongings__member")),
        "levels": [
            recount.retiring(level, [], recount.people_on(ladder), chosen="")["going"] for level in ladder.levels.all()
        ],
        "waiting": Assessment.objects.of_people().waiting().count(),
    }


@given(stages=STAGES)
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_figures_are_equal_with_and_without_practice(world, person, rehearse, stages):
    before = figures(world, person)

    for stage in stages:
        rehearse(*stage)

    assert figures(world, person) == before
    assert history.differences() == []
    for role in LEARNERS:
        practice.throw_away(by=person(role))
    assert figures(world, person) == before


def every_address():
    """Addresses of all pages of lists and figures, with and without each filter."""
    plain = ["people/", "ladder/", "imports/", "settings/units/", "settings/", "settings/people/", "help/",
             "how-we-count/", "why/", "asked/", "ask/", "people/new/", "settings/who-may-do-what/", "ladder/levels/",
             "notices/", "jobs/", "welcome/"]  # fmt: skip
    places = ("on-ladder", "in-touch", "unsure", "quiet", "off")
    statuses = ("contact", "member", "staff", "former")
    return [
        *plain,
        *(f"people/?place={place}" for place in places),
        *(f"people/?status={status}" for status in statuses),
        "people/?organizer=nobody",
        "people/?organizer=me",
        "people/?sort=-organizer",
    ]


def seen(client):
    """What a person reads on all of them, without what is made anew for each answer."""
    texts = {each: client.get(f"/o/north/{each}").text for each in every_address()}
    return {
        each: re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": )"[^"]*"', "", text) for each, text in texts.items()
    }


@pytest.mark.parametrize("role", ["owner", "organizer", "coach"])
def test_every_page_reads_the_same_with_and_without_practice(sign_in, world, rehearse, role):
    client = sign_in(role)
    before = seen(client)

    rehearse("organizer", [3], "member", "Rosa")
    rehearse("director", ["unsure"], "staff", "Ana")

    assert seen(client) == before


def test_search_finds_nobody_made_up_for_the_one_who_practices_either(sign_in, world, rehearse):
    rehearse("organizer", [3], "member", "Unheardof")
    client = sign_in("organizer")

    page = client.post(reverse("members:search", args=["north"]), {"q": "Unheardof"}, follow=True)

    assert page.context["n"]["shown"] == 0


def test_files_and_commands_leave_practice_out(world, rehearse):
    def told():
        said = {}
        with on_public_side():
            for name, options in (("export_assessments", ["--out", "-"]), ("rebuild_standings", ["--check", "--json"])):
                out = io.StringIO()
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr("sys.stdout", out)
                    call_command(name, "--organization", "north", *options, stdout=out)
                said[name] = out.getvalue()
        return said

    before = told()
    rehearse("organizer", [3, "unsure"], "member", "Rosa")

    assert told() == before
    assert json.loads(before["rebuild_standings"])["assessments"] == 3


def test_an_import_matches_nobody_made_up(north, rehearse):
    rehearse("organizer", [3], "member", "Rosa")
    batch = bring_in("First name,Last name,Phone,Email\nRosa,Example,(503) 555-0136,rosa0@example.org\n")

    assert fates(batch) == ["created"]
    assert not Member.objects.get(kind="practice").external_ids.exists()


def test_the_first_list_stays_the_baseline_whoever_practiced_before(north, rehearse):
    rehearse("organizer", [3], "member", "Rosa")

    bring_in("First name,Last name,Level\nAna,Ruiz,2\n")

    assert Assessment.objects.of_people().get().is_baseline


def test_a_level_retires_whoever_practiced_on_it(world, person, rehearse):
    rehearse("organizer", [5], "member", "Rosa")
    ladder = Ladder.objects.get(is_default=True)
    level, to = ladder.levels.get(position=5), ladder.levels.get(position=1)

    assert levels.retire(level, seen=ladder.version, to=to, expected=0, by=person("owner")) == 0
    assert history.differences() == []


def test_a_ready_ladder_can_be_taken_though_somebody_practiced(north, person, rehearse):
    rehearse("organizer", [3, "unsure"], "member", "Rosa")
    ladder = Ladder.objects.get(is_default=True)

    levels.adopt(ladder, seen=ladder.version, ready=next(iter(READY.values())), by=person("owner"))

    assert not Assessment.objects.exists()
    assert history.differences() == []
    assert practice.latest(person("organizer")) is not None
