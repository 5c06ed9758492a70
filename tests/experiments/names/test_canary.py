"""No name of a member without an account reaches a coach or a viewer, on any page of experiments."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from conversations import notices
from experiments.coaching import actions as coaching
from experiments.coaching import summing
from experiments.log import actions as log
from experiments.models import Experiment, Learning, Metric, Printout, Remark
from experiments.story import printing
from experiments.writing import saying
from members import erasing
from members.models import Member

pytestmark = pytest.mark.django_db
NAMES = ("zo\u00eb", "zoe", "quillfeather")
SAYS = "Zo\u00eb Quillfeather knocks; ask zoe quillfeather or Zoe\u2019s aunt, zoe"


@pytest.fixture
def zoe(north):
    return Member.objects.create(given_name="Zo\u00eb", family_name="Quillfeather", status="member")


@pytest.fixture
def written(zoe, wrote, ask, person):
    """An experiment that names her wherever somebody can write or choose."""
    sign = [{"id": "", "text": SAYS, "how": SAYS}]
    return wrote(
        SAYS,
        hypothesis=SAYS,
        questions=[str(ask(SAYS, area="Zo\u00eb\u2019s building").pk)],
        steps=[{"id": "", "text": SAYS, "owner": str(zoe.pk), "who": "", "due": "", "children": []}],
        success=sign,
        failure=sign,
        team=[
            {"id": "", "member": str(zoe.pk), "name": "", "part": SAYS},
            {"id": "", "member": "", "name": SAYS, "part": ""},
        ],
    )


@pytest.fixture
def everywhere(zoe, written, person, north):
    """The same with what is said of it later on."""
    made, by, today = written, person("organizer"), north.today()
    Experiment.objects.filter(pk=made.pk).update(accountable=zoe, coach=zoe, status="running", starts_on=today)
    made.steps.create(text="Knock", who=SAYS, done_on=today, done_by=zoe)
    made.documents.create(name=SAYS)
    for say in (saying.learn, saying.decide):
        say(experiment=made, text=SAYS, on=today, by=by)
    saying.leave_open(made, text=SAYS, by=by)
    saying.say(made.signs.first(), verdict="met", words=SAYS, today=today, by=by)
    Metric.objects.create(sign=made.signs.last(), way="pulse", question=SAYS)
    Learning.objects.create(text=SAYS, on=today, made_by=zoe, tags=["zoe quillfeather", "doors"])
    return made


@pytest.fixture
def told(everywhere, person, north):
    """What is told of it besides: posts, a review, what was agreed, and notices of all that."""
    made, team, today = everywhere, person("organizer"), north.today()
    for role in ("coach", "viewer"):
        log.post(made, text=SAYS, on=today, by=team, mentions=[person(role)])
        for kind in (coaching.ANSWERED, coaching.REVIEWED):
            notices.tell(to=person(role), kind=kind, by=team, about=made.pk)
    about = [coaching.Said(Remark.About.SIGN, SAYS, made.signs.first())]
    said = {"advice": "change", "text": SAYS, "question": SAYS, "next_on": today}
    review = coaching.review(made, said, about, ready=[], today=today, by=person("director"))
    coaching.answer(review, text=SAYS, today=today, by=team)
    coaching.keep_note(
        on=today, agreed=SAYS, next_on=None, there=[person("coach"), person("viewer")], by=person("owner")
    )
    summing.make_good()
    return made


def addresses(made):
    def of(name, *args):
        return reverse(f"experiments:{name}", args=["north", *args])

    board = of("board")
    yield from (f"{board}?by={by}" for by in ("question", "status", "end", "team", "table"))
    yield from (of(name, made.pk) for name in ("experiment", "story"))
    yield from (of(name) for name in ("questions", "learnings", "coaching_notes"))
    yield of("question", made.questions.get().pk)
    yield from (of("sign", made.pk, sign.pk) for sign in made.signs.all())
    yield from (of("learning", one.get().pk) for one in (made.learnings, made.decisions))
    yield from (f"{board}?person={made.accountable_id or made.pk}", of("csv"))
    yield from ("/coach/", "/o/north/notices/")


def shown(answer):
    """What a page says, without its token against forged forms: letters by chance, and three of them may be a name."""
    token = re.compile(r'(csrfmiddlewaretoken" value=|x-csrftoken": )"[^"]*"')
    return token.sub("", answer.content.decode()).casefold()


def on_paper(client, made, kind):
    """What stands on a PDF that this reader asked for."""
    client.post(reverse("experiments:printout", args=["north", made.pk, kind]))
    asked = Printout.objects.latest("pk")
    printing.work(asked.pk)
    paper = client.get(reverse("experiments:printed_file", args=["north", made.pk, asked.pk])).content
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).casefold()


def in_sheet(client):
    """Every word of the workbook."""
    book = client.get(reverse("experiments:xlsx", args=["north"])).content
    with ZipFile(BytesIO(book)) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist()).casefold()


@pytest.mark.parametrize("role", ["coach", "viewer"])
def test_no_name_reaches_who_has_no_right_to_people(told, sign_in, role):
    client = sign_in(role)
    told.refresh_from_db()
    pages = {address: shown(client.get(address)) for address in addresses(told)}
    for kind in Printout.Kind.values:
        pages[kind] = on_paper(client, told, kind)
    pages["sheet"] = in_sheet(client)
    search = reverse("experiments:search", args=["north"])
    pages["search"] = shown(client.post(search, {"q": "knocks"}, follow=True))
    assert {where: [name for name in NAMES if name in page] for where, page in pages.items()} == {
        where: [] for where in pages
    }
    assert "a member" in pages["search"]
    # A name that is kept from them finds nothing: what answers to it would tell where it stands.
    for words in ("zoe", "quill", "zo\u00eb knocks"):
        assert client.post(search, {"q": words}, follow=True).context["found"].n == 0, words
    for address in ("learnings/?tag=zoe+quillfeather", "experiments/?area=Zo%C3%AB%E2%80%99s+building"):
        assert "not on offer" in client.get(f"/o/north/{address}").text, address


def test_who_sees_people_reads_what_was_written(everywhere, sign_in):
    page = shown(sign_in("organizer").get(reverse("experiments:experiment", args=["north", everywhere.pk])))
    assert "zo\u00eb quillfeather knocks" in page


def test_finding_names_keeps_a_coachs_page_within_its_statements(everywhere, sign_in):
    spent = {}
    for role in ("organizer", "coach"):
        client = sign_in(role)
        client.get("/o/north/experiments/")
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("experiments:experiment", args=["north", everywhere.pk]))
        spent[role] = len(captured)
    assert spent["coach"] <= 12


def test_erasing_takes_the_name_out_of_what_was_written(zoe, everywhere, person):
    erasing.erase(zoe, by=person("owner"))
    everywhere.refresh_from_db()
    written = [
        everywhere.title,
        everywhere.hypothesis,
        everywhere.signs.first().text,
        str(everywhere.revisions.first().content),
    ]
    assert [text for text in written if "Zoë Quillfeather" in text] == []
