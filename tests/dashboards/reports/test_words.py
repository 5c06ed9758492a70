"""The words of a report: the group's own, with figures that stay right, in any language; and quotes that were agreed to."""

import pytest

from conversations.models import Quote
from dashboards.models import Report, ReportWords
from dashboards.reports import actions
from dashboards.reports.told import told
from members.models import Member
from tests.dashboards.reports.conftest import words, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote(stood, north):
    member = Member.objects.filter(belongings__unit=stood[0]).first()
    said = {"words": "I asked about the radiator.", "where": "report", "named": "first", "agreed_on": "2026-02-01"}
    return Quote.objects.create(member=member, **said)


def edit(client, report, **said):
    return client.post(f"/o/north/reports/{report.pk}/words/", said)


def test_words_of_the_group_keep_the_figures(build, sign_in):
    report = build()

    answer = edit(sign_in("director"), report, headline="{up} of our {people} grew {period}!", keep="on")

    assert answer.status_code == 302
    assert "12 of our 18 grew from February 1 to March 31!" in words(work(report))
    assert ReportWords.objects.get().text == "{up} of our {people} grew {period}!"


def test_later_reports_begin_with_them_in_that_language_alone(build, sign_in, north):
    edit(sign_in("director"), build(language="es"), headline="Somos {people}, y {up} dieron un paso.", keep="on")

    assert told(build(language="es"), north)["headline"] == "Somos 18, y 12 dieron un paso."
    assert told(build(), north)["headline"].startswith("We are 18 people")


def test_figure_that_is_none_is_refused_and_everything_typed_is_kept(build, sign_in):
    answer = edit(sign_in("director"), build(), headline="{persons} of us", lead="Our own words")

    assert answer.status_code == 422
    assert "There is no figure {persons} in this sentence." in answer.text
    assert "Our own words" in answer.text


def test_language_from_right_to_left_is_set_so(build, north, sign_in):
    report = build(language="ar")
    edit(sign_in("director"), report, headline="نحن {people} شخصا")

    page = sign_in("director").get(f"/o/north/reports/{report.pk}/").text
    assert '<article class="report-page" lang="ar" dir="rtl">' in page
    assert "نحن 18 شخصا" in page
    assert work(report).status == "done"


def test_quote_stands_under_the_name_that_was_agreed(build, quote):
    text = words(build())

    assert "I asked about the radiator." in text
    assert f"{quote.member.given_name}, Elm Court" in text
    assert quote.member.family_name not in text


def test_words_taken_back_are_in_no_report_and_no_file(build, quote, north, sign_in):
    report = build()
    quote.delete()

    assert told(report, north)["quotes"] == []
    assert sign_in("director").get(f"/o/north/reports/{report.pk}/files/pdf/").status_code == 302
    actions.clear()
    assert "radiator" not in words(work(Report.objects.get()))


def test_who_was_erased_is_in_no_report_and_still_counted(build, quote, person):
    report = build()

    actions.forget(quote.member)

    assert work(Report.objects.get(pk=report.pk)).snapshot["quotes"] == []
    assert report.snapshot["total"] == 25


def test_words_for_levels_of_another_ladder_are_kept(build, sign_in):
    ReportWords.objects.create(language="en", slot="level-of-another-ladder", text="Builds the choir")

    edit(sign_in("director"), build(), lead="Our own words", keep="on")

    assert set(ReportWords.objects.values_list("slot", flat=True)) == {"level-of-another-ladder", "lead"}


@pytest.mark.parametrize(("status", "after"), [("done", "queued"), ("running", "queued"), ("stopped", "stopped")])
def test_words_taken_back_leave_every_file_and_a_worker_at_it_begins_anew(status, after, build, quote):
    report = build()
    Report.objects.update(status=status)
    Quote.objects.update(withdrawn_at="2026-04-01T12:00Z")

    actions.drop_names(Report.objects.get(), set())

    found = Report.objects.get(pk=report.pk)
    assert (found.status, found.files, found.snapshot["quotes"]) == (after, {}, [])
