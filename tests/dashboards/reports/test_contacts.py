"""The contact people of a partner: named in its report only with a yes of their own, and not outside a moment longer."""

from datetime import date

import pytest

from conversations.models import Commitment
from dashboards.models import Report
from dashboards.reports import actions
from dashboards.reports.told import told
from members import erasing, unit_contacts
from members.models import Member, UnitContact
from tests.dashboards.reports.conftest import words, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(stood, north, person):
    """A unit with one contact who agreed to be named, one who did not, and what the first promised."""
    unit, owner = stood[0], person("owner")
    maria = Member.objects.create(given_name="Maria", family_name="Okonkwo")
    secret = Member.objects.create(given_name="Secret", family_name="Steward")
    unit_contacts.add(unit, maria, part="Chief steward", is_named=True, by=owner)
    unit_contacts.add(unit, secret, part="", is_named=False, by=owner)
    Commitment.objects.create(
        member=maria, what="bring the sound system", by=date(2099, 12, 2), said_on=date(2026, 2, 3)
    )
    return unit


def test_who_agreed_is_named_with_what_they_said_yes_to(build, partner, north):
    report = build(kind="partner", partner_id=partner.pk)
    text = words(report)

    assert "Maria Okonkwo" in text
    assert "Chief steward" in text
    assert "bring the sound system" in text
    assert "Secret" not in text
    assert "1 more contact is not named here" in told(report, north)["others"]


def test_a_yes_taken_back_takes_the_files_away_at_once(build, partner, sign_in, person, north):
    report = build(kind="partner", partner_id=partner.pk)
    client, file = sign_in("director"), f"/o/north/reports/{report.pk}/files/pdf/"
    assert client.get(file).status_code == 200

    unit_contacts.name(UnitContact.objects.get(is_named=True), is_named=False, by=person("owner"))

    assert client.get(file).status_code == 302
    assert told(report, north)["contacts"] == []
    actions.clear()
    assert "Maria" not in words(work(Report.objects.get(pk=report.pk)))


def test_who_is_erased_is_in_no_report(build, partner, sign_in):
    report = build(kind="partner", partner_id=partner.pk)
    maria = Member.objects.get(given_name="Maria")

    erasing.erase(maria, by=None)

    assert work(Report.objects.get(pk=report.pk)).snapshot["contacts"] == []


def test_other_reports_name_no_contacts(build, partner, north):
    assert told(build(kind="board"), north)["contacts"] == []
