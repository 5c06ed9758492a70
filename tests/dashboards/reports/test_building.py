"""Reports: counted once, written in every form, told the same everywhere."""

import csv
from io import BytesIO, StringIO

import pytest
from django.template.loader import render_to_string
from openpyxl import load_workbook

from audit.models import AuditEvent
from dashboards.models import Report
from dashboards.reports import actions
from dashboards.reports.told import told as told_of
from experiments.models import Learning
from ladders.models import Goal
from members import long_work
from members.exporting import files
from members.models import Belonging, Member, SavedView, UnitKind
from organizations.models import Membership
from stpnet.in_org import on_public_side
from tests.dashboards.reports.conftest import content, pages, words, work
from tests.seeds import of

pytestmark = pytest.mark.django_db
EVERY_FORM = {"pdf", "xlsx", "csv", "ladder", "dots"}


def test_members_read_who_they_are_in_plain_words(build, ladder, levels):
    wanted = {"wanted": 30, "due": "2026-12-31", "baseline": 0, "baseline_on": "2026-01-01"}
    Goal.objects.create(ladder=ladder, level=levels[1], **wanted)

    report = build()

    text = words(report)
    assert "We are 18 people, and 12 of us took a step up from February 1 to March 31." in text
    assert f"We want 30 people on “{levels[1].name}” by December 31, and we are 12." in text
    assert "Another 7 people hear from us" in text
    assert "7 people went quiet. If you know one of them, call them this week." in text
    assert len(pages(report)) == 1
    assert (report.status, report.n_done, set(report.files)) == ("done", 6, EVERY_FORM)


@pytest.mark.parametrize("kind", ["board", "staff", "table", "partner"])
def test_other_reports_say_what_happened_where_and_how(kind, build, stood, person):
    about = {"divided_by": UnitKind.objects.get(is_default=True)}
    if kind == "table":
        about["view"] = SavedView.objects.create(owner=person("director"), name="All", folded="all")
    if kind == "partner":
        about["partner"] = stood[0]

    report = build(kind, audience="staff" if kind in ("staff", "table") else "anyone", **about)

    text = words(report)
    assert "Elm Court" in text
    assert "How we counted" in text
    assert kind != "board" or ("7 people went quiet" in text and len(pages(report)) == 1)


def test_workbook_holds_numbers_charts_and_how_they_were_counted(build, levels):
    book = load_workbook(BytesIO(content(build("staff", audience="staff"), "xlsx")))

    ladder = {row[0]: row[1:3] for row in book["Ladder"].iter_rows(values_only=True)}
    assert ladder[levels[1].name] == (0, 12)
    assert ladder["Gone quiet"] == (0, 7)
    assert [len(sheet._charts) for sheet in book][:3] == [1, 1, 1]
    assert "How we counted" in book.sheetnames


def test_csv_has_a_line_for_each_figure(build):
    lines = list(csv.DictReader(StringIO(content(build("staff", audience="staff"), "csv").decode("utf-8-sig"))))

    n = {(line["figure"], line["of"], line["key"]): line["people"] for line in lines}
    assert n["kind", "", "up"] == "12"
    assert (n["now", "Elm Court", "2"], n["now", "Oak Hill", "2"]) == ("6", "6")


def test_pictures_are_pictures(build):
    report = build()

    assert {content(report, form)[:4] for form in ("ladder", "dots")} == {b"\x89PNG"}


def test_what_was_counted_stays_when_files_are_written_again(build, said, people, person):
    report = build()
    said(people(1)[0], 1, "2026-02-20")

    actions.write_files(report, by=person("director"))

    assert "We are 18 people" in words(work(report))


def test_small_figures_of_places_are_kept_back_from_who_is_outside(build, stood):
    Belonging.objects.filter(
        pk__in=list(Belonging.objects.filter(unit=stood[0]).values_list("pk", flat=True)[:10])
    ).delete()

    inside, outside = build("staff", audience="staff"), build("staff", audience="anyone")

    shown = [row["now"] for row in inside.snapshot["places"]["rows"]]
    kept = [row["now"] for row in outside.snapshot["places"]["rows"]]
    assert None not in [n for row in shown for n in row.values()]
    assert not {n for row in kept for n in row.values() if n is not None} & {1, 2, 3, 4}
    assert outside.snapshot["levels"] == inside.snapshot["levels"]
    assert "stands for a figure of fewer than five people" in words(outside)


def test_board_report_of_a_place_keeps_its_levels_back_too(build, stood):
    """Its table of places has all levels as one, and its picture has each of them."""
    report = build("board", units=[stood[0].pk])

    found = report.snapshot
    small = [line[at] for line in [*found["levels"], *found["outside"]] for at in ("before", "now")]
    assert not {n for n in small if n is not None} & {1, 2, 3, 4}
    assert None in small


def test_goals_of_everybody_are_none_of_one_organizers_people(build, people, person, ladder, levels, stood):
    wanted = {"wanted": 30, "due": "2026-12-31", "baseline": 0, "baseline_on": "2026-01-01"}
    Goal.objects.create(ladder=ladder, level=levels[1], **wanted)
    Member.objects.filter(belongings__unit=stood[0]).update(organizer=person("organizer"))

    mine, everybodys = build("board", role="organizer"), build("board")

    assert {level["wanted"] for level in mine.snapshot["levels"]} == {None}
    assert 30 in {level["wanted"] for level in everybodys.snapshot["levels"]}
    assert "The people of one organizer" in words(mine)


def test_organizer_counts_their_own_people(build, people, person, stood):
    mine = person("organizer")
    Member.objects.filter(belongings__unit=stood[0]).update(organizer=mine)

    report = build(role="organizer")

    # Four of them are quiet, so it is not told how many are on the ladder.
    assert (report.snapshot["total"], report.snapshot["on_ladder"]) == (13, None)


def test_worker_that_was_taken_over_leaves_no_file_behind(ask):
    report = ask("board")
    late = Report.objects.claim(report.pk)
    late.files = {"pdf": files.new_key("reports")}
    actions.write_anew(report)
    work(report)

    # It was writing while another was given the report, and hears of that only with its next sign of life.
    files.made(late.files["pdf"])
    with pytest.raises(long_work.Lost):
        long_work.beat(late)
    actions.leave(late)

    assert not files.path(late.files["pdf"]).exists()
    assert all(files.path(key).is_file() for key in report.files.values())


def test_who_lost_the_right_gets_no_report(ask):
    report = ask()
    with on_public_side():
        Membership.objects.filter(user__email="director@north.example.org").delete()

    work(report)

    assert (report.status, report.snapshot) == ("failed", {})
    assert report.trouble == "Whoever asked for it may not make reports any more."


def test_what_is_gone_is_said(ask, stood):
    report = ask("partner", partner=stood[0])
    Belonging.objects.filter(unit=stood[0]).delete()
    stood[0].delete()

    assert work(report).trouble == "The partner it is about is gone. Make a new report."


def test_group_of_nobody_has_a_report_too(north, person, ladder):
    report = actions.ask(
        kind="members", first="2026-03-31", last="2026-03-31", language="en", ladder=ladder, by=person("owner")
    )

    assert work(report).status == "done"
    assert "We are 0 people." in words(report)
    assert "dots" not in report.files


def test_each_file_is_written_down(build):
    report = build()

    events = AuditEvent.objects.filter(action="report.build", object_id=report.pk).order_by("seq")
    assert [event.fields for event in events] == [["asked", "members"], sorted(["made", *EVERY_FORM])]


def test_what_was_learned_in_its_days_is_told_and_names_nobody(build):
    Member.objects.create(given_name="Zoë", family_name="Quillfeather")
    for on, text in (
        ("2026-01-31", "Too early."),
        ("2026-03-31", "Zoë Quillfeather asks best."),
        ("2026-04-01", "Late."),
    ):
        Learning.objects.create(text=text, on=on)

    report = build()
    told, page = (
        words(report),
        render_to_string("dashboards/reports/members_page.html", {"told": told_of(report, of("north"))}),
    )

    # Of no experiment, so it has no title, and begins with its first word.
    assert "<p>a member asks best.</p>" in page
    assert "a member asks best." in told
    assert [text for text in ("Too early", "Late.", "Zoë") if text in told] == []
