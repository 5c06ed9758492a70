"""Signs on the page of their experiment, and the pages on which figures are bound, written down and compared."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experiments.counting import actions
from experiments.counting.actions import Written
from experiments.models import Assignment, Experiment, Metric, Sign
from experiments.models.experiment import Status
from experiments.writing import statuses
from members.models import Member, Unit, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign(running):
    return running.signs.get(kind="success")


def url(name, sign, **query):
    return reverse(f"experiments:{name}", args=["north", sign.experiment_id, sign.pk], query=query or None)


@pytest.fixture
def page(sign_in, running):
    address = reverse("experiments:experiment", args=["north", running.pk])
    return lambda role="organizer": " ".join(sign_in(role).get(address).text.split())


def test_list_is_bound_and_counted_at_once(sign_in, sign, view, people, page):
    people(7, employer="Mill")
    mill, client = view("Mill", "Mill"), sign_in("organizer")
    assert "Say how we will count it" in page()
    assert client.get(url("count", sign)).status_code == 200
    assert client.get(url("count", sign, way="view")).status_code == 200

    bound = client.post(url("count", sign, way="view"), {"view": mill.pk, "goal": "10"})

    assert (bound.status_code, bound.url) == (303, url("sign", sign))
    shown = page()
    for words in ('<b class="fig">7</b>', "goal 10", "Within reach", "How many people are on “Mill”", "an even pace"):
        assert words in shown, words


@pytest.mark.parametrize(
    ("way", "sent", "says"),
    [
        ("view", {"goal": "10"}, "required"),
        ("view", {"goal": "-1"}, "0 or more"),
        ("rate", {"goal": "101"}, "at most 100 percent"),
        ("pulse", {"goal": "50"}, "required"),
        ("groups", {"sides": "views", "outcome": "moved"}, "Choose two lists"),
        ("groups", {"sides": "hand", "outcome": "came"}, None),
    ],
)
def test_what_cannot_be_counted_is_said_and_nothing_typed_is_lost(sign_in, sign, way, sent, says):
    answer = sign_in("organizer").post(url("count", sign, way=way), sent)

    if says is None:
        assert (answer.status_code, Metric.objects.get().is_by_hand) == (303, True)
        return
    assert (answer.status_code, Metric.objects.count()) == (422, 0)
    assert says in answer.text
    assert all(value in answer.text for value in sent.values())


def test_figure_is_written_down_and_told_day_by_day(sign_in, sign, bound, page, today):
    bound("rate", goal=50)
    client = sign_in("organizer")
    wrong = client.post(url("figure", sign), {"on": str(today), "part": "3", "whole": "2"})
    assert (wrong.status_code, "3 out of 2 cannot be" in wrong.text) == (422, True)

    for days, part in ((3, 12), (0, 23)):
        day = str(today - timedelta(days=days))
        client.post(url("figure", sign), {"on": day, "part": part, "whole": "41"})

    told = client.get(url("sign", sign)).text
    assert "Met so far" in page()
    assert ("56%" in told, "29%" in told, "12 of 41" in told, "<svg" in told) == (True, True, True, True)


def test_words_are_said_of_a_sign_with_who_and_when(sign_in, sign, person, page):
    sign_in("organizer").post(url("say", sign), {"verdict": "met", "words": "The hall was full"})

    assert all(words in page() for words in ("The hall was full", str(person("organizer")), "Met so far"))


def test_small_counts_are_kept_back_from_a_coach_and_names_of_lists_too(sign, bound, view, people, page, counted):
    people(3, employer="Mill")
    counted(bound("view", view=view("Rosa’s people", "Mill"), goal=10))

    shown, to_coach = page(), page("coach")

    assert ('<b class="fig">3</b>' in shown, "Rosa’s people" in shown) == (True, True)
    assert ("under 5" in to_coach, "Rosa’s" in to_coach, '<b class="fig">3</b>' in to_coach) == (True, False, False)


def test_comparison_names_its_methods_and_warns_of_peeking(sign_in, sign, bound, person, today):
    metric = bound("groups")
    pairs = Written(part=0, whole=40, b_part=9, b_whole=40)
    actions.measure(metric, pairs, on=today, today=today, by=person("organizer"))

    told = sign_in("organizer").get(url("sign", sign)).text

    for words in ("Fisher", "Newcombe", "Wilson", "still running", "More than none", "points", 'id="compared-t"'):
        assert words.lower() in told.lower(), words


def test_group_without_anybody_has_no_rate(sign_in, sign, bound, person, today):
    metric = bound("groups")
    pairs = Written(part=0, whole=0, b_part=0, b_whole=4)
    actions.measure(metric, pairs, on=today, today=today, by=person("organizer"))

    assert "nobody in it yet" in sign_in("organizer").get(url("sign", sign)).text


def test_answers_are_written_down_for_those_who_take_part(sign_in, sign, bound, people, running, page):
    asked = people(6)
    for member in asked:
        running.taking_part.create(member=member)
    bound("pulse", question="Again?", goal=80)
    client = sign_in("director")
    assert str(asked[0]) in client.get(url("pulse", sign)).text

    client.post(url("pulse", sign), {f"answer-{member.pk}": "yes" if n else "no" for n, member in enumerate(asked)})

    assert ("83%" in page(), "5 of 6" in page()) == (True, True)


def test_groups_are_drawn_once_and_spread_evenly(sign_in, running, view, people, person):
    kind = UnitKind.objects.get(is_default=True)
    for name in ("East", "West"):
        unit = Unit.objects.create(kind=kind, name=name, folded=name.lower())
        for member in people(5, employer="Mill"):
            member.belongings.create(kind=kind, unit=unit)
    client, address = sign_in("director"), reverse("experiments:groups", args=["north", running.pk])
    sent = {"view": view("Mill", "Mill").pk, "n_groups": "2"}
    assert client.post(f"{address}draw/", sent).status_code == 303

    drawn = Assignment.objects.get()
    spread = set(drawn.people.values_list("member__belongings__unit__name", "group"))
    assert (len(spread), sorted(drawn.people.values_list("group", flat=True))) == (4, [0] * 5 + [1] * 5)
    again = client.post(f"{address}draw/", sent)
    assert (again.status_code, "drawn for this experiment already" in again.text) == (422, True)
    assert "10" not in sign_in("coach").get(address).context["units"]

    group = client.get("/o/north/people/", {"drawn-into": f"{drawn.pk}.0"})
    assert ([*group.context["misread"]], len(group.context["rows"])) == ([], 5)


def test_people_are_found_by_what_they_take_part_in(sign_in, running, view, people):
    people(2, employer="Mill")
    running.taking_part.create(member=people(1)[0])
    running.taking_part.create(view=view("Mill", "Mill"), name="Mill")

    listed = sign_in("director").get("/o/north/people/", {"takes-part": str(running.pk)})

    assert ([*listed.context["misread"]], len(listed.context["rows"])) == ([], 3)


@pytest.mark.parametrize(
    ("sent", "says"),
    [({"baseline": "20", "effect": "10", "power": "0.8"}, "294 people"), ({"baseline": "95", "effect": "10", "power": "0.8"}, "outside 0 to 100")],
    ids=["enough", "impossible"],
)  # fmt: skip
def test_how_many_to_ask(sign_in, north, sent, says):
    assert says in sign_in("coach").get(reverse("experiments:sizes", args=["north"]), sent).text


def test_statements_do_not_grow_with_signs(sign_in, running, bound, view, person, today):
    client, address = sign_in("organizer"), reverse("experiments:experiment", args=["north", running.pk])
    counted = []
    for more in (0, 3):
        for _n in range(more):
            sign = Sign.objects.create(experiment=running, kind="success", text="More")
            metric = actions.bind(sign, {"way": "number", "goal": 3}, today=today, by=person("organizer"))
            actions.measure(metric, Written(value=Decimal(2)), on=today, today=today, by=person("organizer"))
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counted.append(sum(query["sql"].startswith("SELECT") for query in captured))
    assert counted[0] == counted[1] <= 12


def test_page_says_as_of_which_day_figures_stand(bound, view, page, counted, running, person, today):
    counted(bound("view", view=view("Mill", "Mill")))
    statuses.change(running, to=Status.FINISHED, today=today, by=person("organizer"))

    assert "Figures stand as of" in page()


def test_few_people_are_told_neither_by_a_goal_nor_by_a_verdict(sign_in, sign, bound, view, people, page, counted):
    people(3, employer="Mill")
    counted(bound("view", view=view("Mill", "Mill"), goal=3))

    story = sign_in("coach").get(reverse("experiments:story", args=["north", sign.experiment_id])).text
    for shown in (page("coach"), page("viewer"), sign_in("coach").get(url("sign", sign)).text, story):
        assert "Kept back: so few people" in shown
        assert [word for word in ("goal 3", "Met so far") if word in shown] == []
    assert "goal 3" in page("director")


def test_drawn_list_and_title_name_nobody_and_few_are_kept_back(sign_in, sign, running):
    zoe = Member.objects.create(given_name="Zoë", family_name="Quillfeather")
    Experiment.objects.filter(pk=running.pk).update(title="Zoë knocks")
    drawn = Assignment.objects.create(experiment=running, named="Zoë Quillfeather’s floor", seed="x")
    drawn.people.create(member=zoe, group=0)

    for name, args in (("groups", [running.pk]), ("sign", [running.pk, sign.pk])):
        coach, director = (
            sign_in(role).get(reverse(f"experiments:{name}", args=["north", *args])).text
            for role in ("coach", "director")
        )
        assert ("Zoë" in coach, "Zoë" in director) == (False, True)
        assert name != "groups" or ("a few people" in coach and "1 person" in director)
