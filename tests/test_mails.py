"""Every mail there is: plain text that reads well, and the same in HTML, which loads nothing and has colors for the dark."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core import mail
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from conversations.digests import write
from conversations.notices import tell
from conversations.reader import Reader
from conversations.told import AGREED
from dashboards.models import Report, ReportReader, ReportSchedule, ScheduledReport, ShareLink
from dashboards.schedules import actions as schedules
from dashboards.schedules import mailing
from dashboards.sharing import closing
from ladders.models import Ladder
from members.models import Member
from organizations.adapter import AccountAdapter
from organizations.ending import letters
from organizations.invitations import invite
from organizations.mail import Letter
from organizations.models import Role
from stpnet.in_org import in_org
from tests.organizations.cells.reports import COUNTED
from tests.organizations.conftest import user
from tests.seeds import of

ROOT = Path(__file__).parents[1] / "templates"
# What allauth sends: each has a message and a subject of its own; one leads to another, inside allauth.
OURS = sorted(
    str(path.relative_to(ROOT)).removesuffix("_message.txt")
    for path in ROOT.glob("*/email/*_message.txt")
    if not path.name.startswith("base_")
)
PREFIXES = ["account/email/email_confirmation_signup", *OURS]
LINK = "https://stp.example.org/accounts/confirm-email/MQ:1abc/"
CONTEXT = {
    "activate_url": LINK,
    "password_reset_url": LINK,
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "gone@example.org",
    "device": "Firefox on Android",
    "timestamp": timezone.now(),
}


class Seen(HTMLParser):
    """What a reader of the HTML sees, and where its links go."""

    def __init__(self, html):
        super().__init__()
        self.text, self.links, self.loads, self.hidden = "", [], [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "title")
        self.links += [value for name, value in attrs if name == "href"]
        self.loads += [value for name, value in attrs if name in ("src", "background", "srcset")]
        self.text += "\n"

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "title")

    def handle_data(self, data):
        self.text += "" if self.hidden else data


def words(text):
    return re.sub(r"\s+", " ", text).strip()


def of_account(prefix):
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, "¿%s?"
    try:
        return AccountAdapter(RequestFactory().get("/")).render_mail(prefix, "lena@example.org", CONTEXT)
    finally:
        engine.string_if_invalid = before


def of_invitation(_name):
    invite(of("north"), address="lena@example.org", roles=[Role.ORGANIZER], by=user("owner"))
    return mail.outbox[-1]


def a_report(north, **fields):
    told = {"first": "2026-01-01", "last": "2026-03-31", "language": "en", "snapshot": COUNTED} | fields
    ladder = Ladder.objects.get(is_default=True)
    director = Member.objects.get(given_name="Director")
    return Report.objects.create(kind="members", ladder=ladder, asked_by=director, **told)


def of_report(_name):
    north = of("north")
    with in_org(north):
        report = a_report(north, status="done", counted_at="2026-03-31T12:00Z")
        schedule = ReportSchedule.objects.create(like=report, due_at=report.counted_at)
        reader = ReportReader.objects.create(schedule=schedule, member=report.asked_by)
        each = ScheduledReport.objects.create(schedule=schedule, report=report, last="2026-03-31")
        return mailing._letter(each, north, reader, "lena@example.org")


def of_digest(_name):
    """With what happens by itself to schedules and links, beside what people do."""
    north = of("north")
    with in_org(north):
        owner = Member.objects.get(given_name="Owner")
        report = a_report(north, status="failed", trouble="There was no room.", snapshot={})
        schedule = ReportSchedule.objects.create(like=report, paused_at=timezone.now())
        link = ShareLink.objects.create(
            report=report, whom="The union", token_hash="0" * 64, expires_at=timezone.now() + timedelta(days=9)
        )
        tell(to=owner, kind=AGREED, by=Member.objects.get(given_name="Director"), member=owner)
        for kind, about in ((schedules.PAUSED, schedule), (schedules.FAILED, report), (closing.CLOSED, link)):
            tell(to=owner, kind=kind, by=None, about=about.pk)
        written = write(Reader(north, owner, [Role.OWNER], by_mail=True))
    assert written is not None
    return Letter(written.subject, written.text, to="lena@example.org", html=written.html)


def of_the_end(name):
    north = of("north")
    north.closed_at, north.closed_by, north.closing_reason = timezone.now(), user("owner"), "The campaign is won."
    return letters.letter(north, user("owner"), name, key="key", by=user("owner"), until="4:00 PM")


MAILS = {
    **dict.fromkeys(PREFIXES, of_account),
    **dict.fromkeys(letters.LETTERS, of_the_end),
    "invitation": of_invitation,
    "digest": of_digest,
    "report": of_report,
}


@pytest.fixture(params=MAILS)
def letter(db, request):
    return MAILS[request.param](request.param)


def html_of(letter):
    (alternative,) = letter.alternatives
    assert alternative.mimetype == "text/html"
    return alternative.content


def test_all_mails_are_walked():
    assert len(PREFIXES) >= 15


def test_the_text_reads_well(letter):
    assert "¿" not in letter.subject + letter.body
    assert not re.search(r"<\w|&\w+;|\n{4,}|[ \t]\n|\bNone\b", letter.body)
    assert not letter.body.startswith("\n")


def test_the_subject_says_what_it_is_and_nothing_personal(letter):
    assert 10 < len(letter.subject) <= 70
    assert "\n" not in letter.subject
    assert "@" not in letter.subject


def test_the_html_says_the_same(letter):
    seen = Seen(html_of(letter))
    said = re.findall(r"\w+", words(re.sub(r"https?://\S+|^--$", " ", letter.body, flags=re.MULTILINE)).lower())

    shown = set(re.findall(r"\w+", seen.text.lower()))
    assert set(said) - shown == set()
    assert set(re.findall(r"https?://\S+", letter.body)) <= set(seen.links)


def test_the_html_loads_nothing_and_is_made_for_light_and_dark(letter):
    html = html_of(letter)

    assert Seen(html).loads == []
    assert "@import" not in html
    assert "url(" not in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert '<html lang="en" dir="ltr">' in html


def test_text_of_people_stays_text():
    html = Letter("Hello", "<script>1</script> & so on", to="lena@example.org").alternatives[0].content

    assert "&lt;script&gt;1&lt;/script&gt; &amp; so on" in html
