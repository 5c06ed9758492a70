"""What a report handed on keeps back, seen from who reads it with a pencil."""

import time

import pytest

from dashboards.models import SmallNumbers
from dashboards.reports.figures import Days
from dashboards.reports.for_others import headline
from dashboards.reports.hiding import kept_back, without_ways
from ladders import history
from tests.dashboards.reports.conftest import work

PROMISES = {"came": 9, "said": 9, "kept": 2, "open": 7}


def found(**about):
    """Thirty-one people of a part of a group: two went quiet, seven came, and so many moved up."""
    levels = [{"key": "1", "before": 13, "now": 6, "up": 0}, {"key": "2", "before": 5, "now": 17, "up": 12}]
    outside = [{"key": "quiet", "before": 6, "now": 8}, {"key": "off", "before": 7, "now": 0}]
    kinds = {"stayed": 10, "up": 12, "joined": 7, "quiet": 2}
    went = {
        "on-ladder>on-ladder>stayed": 4,
        "on-ladder>on-ladder>up": 12,
        "on-ladder>quiet>quiet": 2,
        "quiet>quiet>stayed": 6,
        "off>on-ladder>joined": 7,
    }
    rest = {"places": None, "promises": None, "total": 31, "on_ladder": 23}
    return {"levels": levels, "outside": outside, "kinds": kinds, "went": went, **rest, **about}


def test_who_left_is_not_worked_out_from_who_came_and_who_is_there():
    """18 were on the ladder, 7 joined, and 23 are on it: with all three on the page, two went quiet."""
    kept = kept_back(found(), all_of_it=False)

    assert kept["kinds"]["quiet"] is None
    assert None in [kept["kinds"]["joined"], *(level[name] for level in kept["levels"] for name in ("before", "now"))]
    # Nor from who was and is quiet, of whom nobody else came.
    assert None in [kept["outside"][0]["before"], kept["outside"][0]["now"], kept["kinds"]["stayed"]]
    assert "went" not in without_ways(kept)


def in_places(n):
    """Lay out `n` places that are all alike, and the whole group of them."""
    lines, one = [*found()["levels"], *found()["outside"]], found()
    row = {name: {line["key"]: line[name] for line in lines} for name in ("before", "now")}
    row |= {"kinds": one["kinds"], "went": one["went"]}
    all_of_it = {
        name: [{**line, "before": n * line["before"], "now": n * line["now"]} for line in one[name]]
        for name in ("levels", "outside")
    }
    kinds = {kind: n * people for kind, people in one["kinds"].items()}
    rows = [{"name": f"Place {at}", **row} for at in range(n)]
    return found(**all_of_it, kinds=kinds, went={}, total=31 * n, on_ladder=23 * n, places={"rows": rows})


def test_who_left_a_place_is_not_worked_out_either():
    rows = kept_back(in_places(2), all_of_it=True)["places"]["rows"]

    for row in rows:
        on = [row[name][key] for name in ("before", "now") for key in ("1", "2")]
        assert row["kinds"]["quiet"] is None
        assert None in [row["kinds"]["joined"], *on]


def test_what_no_table_shows_is_given_up_first():
    """Two went quiet in each of two places: who stayed stands in no table, so it goes before who moved up."""
    rows = kept_back(in_places(2), all_of_it=True)["places"]["rows"]

    assert {row["kinds"]["stayed"] for row in rows} == {None}
    assert {row["kinds"]["up"] for row in rows} == {12}


def test_many_places_are_hidden_in_time():
    began = time.process_time()

    kept_back(in_places(12), all_of_it=True)

    assert time.process_time() - began < 3


@pytest.mark.parametrize(("n", "says"), [(None, "Few people"), (0, "Nobody")], ids=["kept-back", "nobody"])
def test_headline_calls_nobody_only_what_is_nobody(n, says):
    days = dict.fromkeys(("first", "last", "counted_on"), "2026-03-31")

    assert headline({"kinds": {"up": n, "joined": 0, "quiet": 0}}, Days(days)).startswith(says)


def test_promises_do_not_give_each_other_away():
    kept = kept_back(found(promises=PROMISES), all_of_it=False)

    assert kept["promises"] == {"came": 9, "said": 9, "kept": None, "open": None}
    assert kept["moves"] == []


@pytest.mark.django_db
def test_owners_hide_small_totals_of_the_whole_group_in_reports_too(ask, said, people):
    for member in people(2):
        said(member, 3, "2026-01-20")
        said(member, 2, "2026-03-10")
    history.rebuild()

    plain = work(ask("board")).snapshot["kinds"]
    SmallNumbers.objects.create(hides_own_totals=True)
    hidden = work(ask("board")).snapshot

    assert plain["down"] == 2
    assert not {n for n in hidden["kinds"].values() if n is not None} & {1, 2, 3, 4}
    assert hidden["moves"] == []


def few(*, on, off):
    """A part of a group: so many on the one level, so many quiet, before and now."""
    levels = [{"key": "1", "before": on, "now": on, "up": 0}]
    outside = [{"key": "quiet", "before": off, "now": off}]
    total = on + off
    went = {"on-ladder>on-ladder>stayed": on, "quiet>quiet>stayed": off}
    kinds = {"stayed": total, "up": 0}
    return found(levels=levels, outside=outside, kinds=kinds, went=went, total=total, on_ladder=on)


@pytest.mark.parametrize(("on", "off"), [(13, 1), (3, 11), (9, 4)])
def test_who_is_on_no_step_is_not_worked_out_from_how_many_are_counted(on, off):
    kept = kept_back(few(on=on, off=off), all_of_it=False)

    assert kept["on_ladder"] is None
    assert [line["now"] for line in [*kept["levels"], *kept["outside"]]] == [None, None]


def test_a_part_with_no_small_figure_tells_all_of_it():
    kept = kept_back(few(on=13, off=9), all_of_it=False)

    assert (kept["on_ladder"], kept["levels"][0]["now"], kept["outside"][0]["now"]) == (13, 13, 9)


@pytest.mark.django_db
def test_no_report_is_made_for_others_of_fewer_than_five(ask, stood):
    unit = stood[0]
    few_of_them = list(unit.belongings.values_list("pk", flat=True)[3:])
    unit.belongings.filter(pk__in=few_of_them).delete()

    report = work(ask("partner", partner_id=unit.pk))

    assert report.status == "failed"
    assert "Fewer than five people are counted there" in report.trouble
