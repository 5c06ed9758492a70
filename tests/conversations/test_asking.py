"""Asking from any page: where it goes, what of the page goes along, who reads it, and the answer."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from conversations import asking, registry
from conversations.models import HelpRequest, Notice, Why
from conversations.notices import told_to
from conversations.reader import Reader
from members.models import Member
from organizations import registry as organizations
from organizations.models import Role
from stpnet.in_org import on_public_side

HOST = "testserver"


def address(name, *args, slug="north"):
    return reverse(f"help:{name}", args=[slug, *args])


@pytest.fixture
def named(person):
    """The director is whom people can ask."""
    return asking.write_why(text="", asked=person("director"), by=person("owner"))


@pytest.fixture
def asked(person, named):
    """A question of the organizer to the director, about a filtered list."""
    to = asking.Receivers(person("director"), [person("director")])
    return asking.ask(text="Where do I find Elm Court?", page="people/?place=quiet", to=to, by=person("organizer"))


def lines(north, member, role, *, by_mail=False):
    reader = Reader(north, member, [Role(role)], by_mail)
    told = list(told_to(reader))
    return [line for kind in {each.kind for each in told} for line in registry.kinds[kind].say(reader, told).values()]


def test_a_question_goes_to_the_person_named_with_the_page(sign_in, person, named):
    client, came_from = sign_in("organizer"), "http://testserver/o/north/people/?place=quiet&search=AbC"

    form = client.get(address("ask"), headers={"referer": came_from})
    assert "Your question goes to Director North River" in form.text
    sent = {"text": "What does quiet mean?", "with_page": "on", "page": form.context["about"]["address"]}
    assert client.post(address("ask"), sent).status_code == 302

    question = HelpRequest.objects.get()
    assert (question.asker, question.to, question.page) == (
        person("organizer"),
        person("director"),
        "people/?place=quiet",
    )
    assert Notice.objects.get().to == person("director")


def test_without_anyone_named_it_goes_to_the_owners(sign_in, person):
    assert sign_in("viewer").post(address("ask"), {"text": "Hello?"}).status_code == 302

    assert HelpRequest.objects.get().to is None
    assert Notice.objects.get().to == person("owner")


def test_the_person_named_asks_the_owners(sign_in, person, named):
    sign_in("director").post(address("ask"), {"text": "And I?"})

    assert (HelpRequest.objects.get().to, Notice.objects.get().to) == (None, person("owner"))


def test_who_alone_is_asked_can_ask_nobody(sign_in, north):
    client = sign_in("owner")

    assert "There is nobody else to ask yet" in client.get(address("ask")).text
    assert client.post(address("ask"), {"text": "Me?"}).status_code == 422
    assert not HelpRequest.objects.exists()


def test_nothing_typed_is_asked_again_and_keeps_the_page(sign_in, named):
    sent = {"text": " ", "with_page": "on", "page": "/o/north/ladder/"}

    page = sign_in("organizer").post(address("ask"), sent)

    assert page.status_code == 422
    assert 'value="/o/north/ladder/"' in page.text


def test_the_page_stays_behind_when_it_is_taken_off(sign_in, named):
    sign_in("organizer").post(address("ask"), {"text": "Hm", "page": "/o/north/ladder/"})

    assert HelpRequest.objects.get().page == ""


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ("/o/north/ladder/", "ladder/"),
        ("http://testserver/o/north/people/?place=unsure#x", "people/?place=unsure"),
        ("/o/north/people/?search=Ab1&status=member", "people/?status=member"),
        ("/o/south/ladder/", ""),
        ("/o/north/", ""),
        ("//elsewhere.example/o/north/ladder/", ""),
        ("https://elsewhere.example/o/north/ladder/", ""),
        ("javascript:alert(1)", ""),
        ("/o/north/../south/ladder/", ""),
        ("/o/north/nothing/here/", ""),
        ("/o/north/ask/", ""),
        ("/accounts/login/", ""),
        ("http://[", ""),
        ("", ""),
        ("/o/north/people/?status=" + "x" * 600, "people/"),
    ],
)
def test_only_pages_of_this_organization_come_along(given, page):
    assert asking.page_of(given, host=HOST, slug="north") == page


def test_a_page_is_called_by_its_kind_and_never_by_a_name(north, person):
    ana = Member.objects.create(given_name="Ana")

    assert asking.called(f"people/{ana.pk}/", slug="north") == "A person’s page"
    assert asking.called("people/?place=quiet", slug="north") == "People"
    assert asking.called("gone/for/good/", slug="north") == "A page that is no longer here"


def test_mail_of_it_names_nobody_and_repeats_nothing(north, person, asked):
    (line,) = lines(north, person("director"), "director", by_mail=True)

    assert (line.title, line.text) == ("Someone asks for help", "People")
    assert "Elm" not in str(line)


def test_the_answer_comes_back_as_a_notice(sign_in, north, person, asked):
    client = sign_in("director")
    assert "Where do I find Elm Court?" in client.get(address("questions")).text

    assert client.post(address("question", asked.pk), {"text": "Under Units"}).status_code == 302

    (line,) = lines(north, person("organizer"), "organizer")
    assert line.title == "Director North River has answered your question"
    assert "Under Units" in sign_in("organizer").get(line.url).text


def test_an_empty_answer_is_asked_again(sign_in, asked):
    assert sign_in("director").post(address("question", asked.pk), {"text": ""}).status_code == 422


def test_of_two_answers_the_first_counts(person, asked):
    asking.answer(asked, text="One", by=person("director"))

    with pytest.raises(asking.AnsweredMeanwhile):
        asking.answer(asked, text="Two", by=person("director"))

    asked.refresh_from_db()
    assert (asked.answer, Notice.objects.filter(kind=asking.ANSWERED).count()) == ("One", 1)


@pytest.mark.parametrize("role", ["owner", "data_lead", "coach", "viewer"])
def test_others_do_not_read_it(sign_in, asked, role):
    client = sign_in(role)

    assert client.get(address("question", asked.pk)).status_code == 404
    assert "Elm Court" not in client.get(address("questions")).text


def test_who_asked_reads_it_and_cannot_answer(sign_in, asked):
    client = sign_in("organizer")

    assert "has not answered yet" in client.get(address("question", asked.pk)).text
    client.post(address("question", asked.pk), {"text": "Myself"})
    asked.refresh_from_db()
    assert asked.is_open


def test_the_receiver_opens_the_page_with_their_own_rights(sign_in, person, named):
    ana = Member.objects.create(given_name="Ana")
    to = asking.Receivers(person("viewer"), [person("viewer")])
    question = asking.ask(text="Her?", page=f"people/{ana.pk}/", to=to, by=person("director"))
    client = sign_in("viewer")

    page = client.get(address("question", question.pk)).text

    assert f'href="/o/north/people/{ana.pk}/"' in page
    assert "Ana" not in page
    assert client.get(f"/o/north/people/{ana.pk}/").status_code == 403


def test_when_the_person_named_leaves_the_owners_are_asked_and_told(
    sign_in, north, person, asked, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for handle in organizations.on_leave:
            handle(north, person("director").user_id)

    assert Why.objects.get().asked is None
    notice = Notice.objects.get(kind=asking.PASSED_ON)
    assert notice.to == person("owner")
    assert sign_in("owner").get(address("question", asked.pk)).status_code == 200
    assert "Questions now come to the owners" in [line.title for line in lines(north, person("owner"), "owner")]


def test_when_someone_else_leaves_nothing_changes(north, person, asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asking.pass_on(north, person("viewer").user_id)

    assert Why.objects.get().asked == person("director")
    assert not Notice.objects.filter(kind=asking.PASSED_ON).exists()


def test_it_is_written_down_without_words(person, asked):
    event = AuditEvent.objects.get(action="help.ask")

    assert (event.actor_id, event.object_id, event.fields) == (person("organizer").pk, asked.pk, [])


@pytest.mark.parametrize(
    ("rule", "columns"),
    [
        ("asks", {"text": ""}),
        ("answer_has_time", {"text": "x", "answer": "y"}),
        ("asks_another", {"text": "x", "to": "organizer"}),
    ],
)
def test_the_database_refuses_what_is_no_question(person, rule, columns):
    if "to" in columns:
        columns = {**columns, "to": person(columns["to"])}

    asker = person("organizer")

    with pytest.raises(IntegrityError, match=f"helprequest_{rule}"), transaction.atomic():
        HelpRequest.objects.create(asker=asker, **columns)


@pytest.mark.parametrize("name", ["ask", "questions"])
def test_strangers_are_refused(sign_in, north, name):
    assert Client().get(address(name)).status_code == 302
    assert sign_in("organizer", "south").get(address(name)).status_code == 404


def test_another_organization_does_not_find_the_question(sign_in, asked):
    assert sign_in("owner", "south").get(address("question", asked.pk, slug="south")).status_code == 404


def test_who_belongs_are_those_who_sign_in_today(north, person):
    with on_public_side():
        assert north.memberships.count() == len(Role)

    assert asking.who_belong(north, Role.OWNER) == [person("owner")]
    assert len(asking.who_belong(north)) == len(Role)
