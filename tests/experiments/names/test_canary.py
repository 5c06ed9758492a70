"""No name of a member without an account reaches a coach or a viewer, on any page of experiments."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experiments.models import Experiment, Learning
from experiments.writing import saying
from members import erasing
from members.models import Member

pytestmark = pytest.mark.django_db
NAMES = ("zo\u00eb", "zoe", "quillfeather")
SAYS = "Zo\u00eb Quillfeather knocks; ask zoe quillfeather or Zoe\u2019s aunt"


@pytest.fixture
def zoe(north):
    return Member.objects.create(given_name="Zo\u00eb", family_name="Quillfeather", status="member")


@pytest.fixture
def everywhere(zoe, wrote, ask, person, north):
    """An experiment that names her wherever something can be written or chosen."""
    by, today, her = person("organizer"), north.today(), str(zoe.pk)
    sign = [{"id": "", "text": SAYS, "how": SAYS}]
    made = wrote(
        SAYS,
        hypothesis=SAYS,
        questions=[str(ask(SAYS, area="Base building").pk)],
        steps=[{"id": "", "text": SAYS, "owner": her, "who": "", "due": "", "children": []}],
        success=sign,
        failure=sign,
        team=[{"id": "", "member": her, "name": "", "part": SAYS}, {"id": "", "member": "", "name": SAYS, "part": ""}],
    )
    Experiment.objects.filter(pk=made.pk).update(accountable=zoe, coach=zoe, status="running", starts_on=today)
    made.steps.create(text="Knock", who=SAYS, done_on=today, done_by=zoe)
    made.documents.create(name=SAYS)
    for say in (saying.learn, saying.decide):
        say(experiment=made, text=SAYS, on=today, by=by)
    saying.leave_open(made, text=SAYS, by=by)
    saying.say(made.signs.first(), verdict="met", words=SAYS, today=today, by=by)
    Learning.objects.create(text=SAYS, on=today, made_by=zoe)
    return made


def addresses(made):
    def of(name, *args):
        return reverse(f"experiments:{name}", args=["north", *args])

    board = of("board")
    yield from (f"{board}?by={by}" for by in ("question", "status", "end", "team", "table"))
    yield from (
        of("experiment", made.pk),
        of("story", made.pk),
        of("questions"),
        of("question", made.questions.get().pk),
        of("learnings"),
    )
    yield from (of("learning", made.learnings.get().pk), of("learning", made.decisions.get().pk), of("csv"))
    yield f"{board}?person={made.accountable_id or made.pk}"


def shown(answer):
    return answer.content.decode().casefold()


@pytest.mark.parametrize("role", ["coach", "viewer"])
def test_no_name_reaches_who_has_no_right_to_people(everywhere, sign_in, role):
    client = sign_in(role)
    everywhere.refresh_from_db()
    for address in addresses(everywhere):
        page = shown(client.get(address))
        assert [name for name in NAMES if name in page] == [], address
    found = shown(client.post(reverse("experiments:tried_before", args=["north"]), {"title": "knocks"}))
    went = client.post(reverse("experiments:search", args=["north"]), {"q": "knocks"}, follow=True)
    assert [name for name in NAMES if name in found + shown(went)] == []
    assert "a member" in shown(went)


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
