"""Two groups side by side: what the page of a sign says agrees with the command and with the formulas; who is in which."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from conversations.models import Commitment
from experiments.counting import actions, lots, refreshing
from experiments.counting.actions import Written
from experiments.models import Assigned, Assignment
from ladders import history
from members.merging.actions import merge, unmerge
from tests.experiments.comparing import formulas

pytestmark = pytest.mark.django_db
# A difference that is there, one of small numbers, one of which nothing can be said, and none.
PAIRS = [((12, 80), (24, 82)), ((0, 10), (8, 10)), ((1, 6), (2, 7)), ((200, 400), (205, 400))]


def percent(interval):
    return "{:.1f}–{:.1f}%".format(*(edge * 100 for edge in interval))


def signed(edge):
    """In points, as the page writes them."""
    return f"{edge * 100:+.1f}".replace("-", "−").replace("+0.0", "0.0")


def test_page_says_what_the_formulas_and_the_command_say(sign_in, bound, person, today, capsys):
    metric, client, verdicts = bound("groups"), sign_in("organizer"), []
    address = reverse("experiments:sign", args=["north", metric.sign.experiment_id, metric.sign_id])
    for a, b in PAIRS:
        figures = Written(part=a[0], whole=a[1], b_part=b[0], b_whole=b[1])
        actions.measure(metric, figures, on=today, today=today, by=person("organizer"))
        answer = client.get(address)
        said, page = answer.context["compared"], answer.text
        call_command("compare_rates", "{}/{}".format(*a), "{}/{}".format(*b), "--running", "--json")
        told = json.loads(capsys.readouterr().out)

        is_exact = formulas.least_expected(a, b) < 5
        chance = formulas.fisher(a, b) if is_exact else formulas.chi_square(a, b)
        assert [group["interval"] for group in said["groups"]] == [percent(formulas.wilson(*each)) for each in (b, a)]
        low, high = formulas.newcombe(a, b)
        assert (signed(low) in said["difference"]["interval"], signed(high) in said["difference"]["interval"]) == (
            True,
            True,
        )
        assert said["p_value"] == ("under 0.001" if chance < 0.001 else f"{chance:.3f}")
        assert ("Fisher" in said["methods"]["test"]) is is_exact
        assert (said["sentence"], said["methods"], said["warnings"]) == (
            told["sentence"],
            told["methods"],
            told["warnings"],
        )
        assert all(words in page for words in (said["sentence"], *said["methods"].values(), said["p_value"]))
        verdicts.append((told["verdict"], said["verdict"]))
    assert verdicts == [
        ("higher", "Higher"), ("higher", "Higher"), ("too_few_to_tell", "Too few to tell"),
        ("no_clear_difference", "No clear difference"),
    ]  # fmt: skip


@pytest.fixture
def mill(people):
    return people(4, employer="Mill")


@pytest.fixture
def drawn(running, mill):
    """The first and third are in A, the others in B."""
    made = Assignment.objects.create(experiment=running, named="Mill", seed="1")
    for n, member in enumerate(mill):
        Assigned.objects.create(assignment=made, member=member, group=n % 2)
    return made


def both(figure):
    return (figure.part, figure.whole), (figure.b_part, figure.b_whole)


def test_groups_compare_who_kept_a_promise_and_who_rose(bound, counted, mill, drawn, levels, said, today):
    begun, long_ago = today - timedelta(days=3), today - timedelta(days=20)
    for member, state, on in ((1, "kept", begun), (1, "kept", begun), (3, "not_kept", begun), (0, "kept", long_ago)):
        settled = today if state != "open" else None
        Commitment.objects.create(member=mill[member], what="Come", state=state, said_on=on, settled_on=settled)
    assert both(counted(bound("groups", assignment=drawn, outcome="kept"))) == ((0, 2), (1, 2))

    for member, (was, now) in zip(mill, ((2, 3), (1, 3), (2, 2), (1, 2)), strict=True):
        said(member, was, str(today - timedelta(days=30)))
        said(member, now, str(today - timedelta(days=1)))
    history.rebuild()
    assert both(counted(bound("groups", assignment=drawn, outcome="moved"))) == ((1, 2), (2, 2))
    assert both(counted(bound("groups", assignment=drawn, outcome="moved", level=levels[2]))) == ((1, 2), (1, 2))


def test_the_same_people_and_seed_give_the_same_groups_again(running, view, people, person, north):
    people(9, employer="Mill")
    owner = refreshing.request_of(north)
    made = lots.draw(running, view("Mill", "Mill"), n_groups=2, counts_as=owner, by=person("organizer"))
    kept = dict(made.people.values_list("member", "group"))

    keys = sorted(kept, reverse=True)
    assert lots.deal(keys, lots.units_of(keys), 2, made.seed) == kept
    assert sorted(map(list(kept.values()).count, (0, 1))) == [4, 5]
    others = {tuple(lots.deal(keys, {}, 2, str(n)).values()) for n in range(20)}
    assert len(others) > 1


def test_two_who_are_one_stay_in_one_group_and_come_apart_again(bound, counted, mill, drawn, person):
    made = merge(mill[0], mill[1], by=person("data_lead"))
    metric = bound("groups", assignment=drawn, outcome="kept")
    assert both(counted(metric)) == ((0, 2), (0, 1))

    unmerge(made, by=person("data_lead"))
    assert both(counted(metric)) == ((0, 2), (0, 2))
    assert drawn.people.count() == 4
