"""Which Maria? Afterwards themes and a level are asked, and nobody but who wrote it is."""

from uuid import uuid4

import pytest

from conversations.drafts import letting_go
from conversations.models import Conversation, Draft, Theme
from conversations.needs import what_needs
from members.models import Member
from organizations.sealing import MARK

pytestmark = pytest.mark.django_db
WAITING = "/o/north/conversations/drafts/"


@pytest.fixture
def draft(north, send):
    send(person="Maria", draft_key=uuid4())
    return Draft.objects.get()


def address(draft, more=""):
    return f"{WAITING}{draft.pk}/{more}"


def test_choosing_who_keeps_it_and_asks_what_else(sign_in, someone, draft):
    maria, _other = someone("Maria Prado"), someone("Maria Reyes")
    client = sign_in("organizer")
    page = client.get(address(draft)).text
    assert "Which Maria?" in page
    assert "Maria Prado" in page
    assert "Maria Reyes" in page
    answer = client.post(address(draft), {"who": str(maria.pk)}, follow=True)
    kept = Conversation.objects.get()
    assert (kept.story, kept.draft_key) == ("The boiler broke again.", draft.key)
    assert "What was it about?" in answer.text
    draft.refresh_from_db()
    assert (draft.sealed, draft.conversation) == ("", kept)


def test_somebody_under_another_name_and_someone_new(sign_in, someone, draft, person):
    someone("Dolores Ankrah")
    client = sign_in("organizer")
    page = client.post(address(draft), {"who": "other", "other": "dol"}, follow=True).text
    assert "Which dol?" in page
    assert "Dolores Ankrah" in page
    typed = {"who": "new", "given_name": "Maria Soto", "reach": "503 555 0144"}
    client.post(address(draft), typed)
    maria = Member.objects.get(given_name="Maria")
    assert (maria.organizer, maria.contact_points.get().normal) == (person("organizer"), "+15035550144")
    assert Conversation.objects.get().participants.get().member == maria


def test_what_is_missing_is_said_and_nothing_typed_is_lost(sign_in, someone, draft):
    for typed, said in [
        ({}, "Choose who it was."),
        ({"who": "other"}, "Write a part of the name."),
        ({"who": "new", "given_name": "Mia", "reach": ""}, "Write one way to reach them"),
        ({"who": str(uuid4())}, "This person is no longer on file."),
    ]:
        answer = sign_in("organizer").post(address(draft), typed)
        assert answer.status_code == 422
        assert said in answer.text
    assert Conversation.objects.count() == 0


def test_themes_and_a_level_end_the_asking(sign_in, send, someone):
    from ladders.models import Ladder, Standing

    rosa, level = someone("Rosa Delgado"), Ladder.objects.get(is_default=True).levels.order_by("position").first()
    send(person="Rosa Delgado", draft_key=uuid4())
    rent, draft = Theme.objects.create(name="Rent"), Draft.objects.get()
    assert "The boiler broke again." in sign_in("organizer").get(address(draft)).text
    said = {"theme": str(rent.pk), "level_of": str(rosa.pk), "level_word": "changed", "level": str(level.pk)}
    sign_in("organizer").post(address(draft), said)
    kept, standing = Conversation.objects.get(), Standing.objects.get(member=rosa)
    assert (kept.themed.get().theme, standing.level, kept.assessment) == (rent, level, standing.assessment)
    assert Draft.objects.count() == 0
    assert send(person="Rosa Delgado", draft_key=draft.key).json()["title"] == ""
    assert (Draft.objects.count(), Conversation.objects.count()) == (0, 1)


def test_nobody_else_reads_a_draft(sign_in, draft):
    for role in ("owner", "director"):
        client = sign_in(role)
        assert client.get(address(draft)).status_code == 404
        assert client.post(address(draft, "delete/")).status_code == 404
        assert "boiler" not in client.get(WAITING).text


def test_it_can_be_deleted_and_settled_once(sign_in, someone, draft):
    client, maria = sign_in("organizer"), someone("Maria Prado")
    client.get(address(draft))
    client.post(address(draft, "delete/"))
    assert client.post(address(draft), {"who": str(maria.pk)}).status_code == 404
    assert (Draft.objects.count(), Conversation.objects.count()) == (0, 0)


def test_bell_says_what_waits(reader, draft):
    lines = [line for line in what_needs(reader("organizer")) if "phone" in line.title]
    assert [(line.title, line.n) for line in lines] == [("1 conversation from your phone: say who it was with.", 1)]
    assert [line for line in what_needs(reader("director")) if "phone" in line.title] == []


def test_list_takes_as_many_statements_for_many(sign_in, statements, send, someone):
    client, counts = sign_in("organizer"), []
    someone("Rosa Delgado")
    for n in range(3):
        send(person="Rosa Delgado", draft_key=uuid4(), story=f"{n}")
        send(person="Maria", draft_key=uuid4())
        counts.append(statements(client, WAITING))
    assert counts[0] == counts[-1] <= 12
    assert statements(client, address(Draft.objects.unsettled().first())) <= 12
    assert statements(client, address(Draft.objects.exclude(conversation=None).first())) <= 12


def test_drafts_go_when_they_are_old(north, draft, person):
    from django.utils import timezone

    letting_go.clear()
    assert Draft.objects.count() == 1
    Draft.objects.update(received_at=timezone.now() - (draft.goes_at - draft.received_at))
    letting_go.clear()
    assert Draft.objects.count() == 0


def test_drafts_go_with_who_is_erased(draft, person):
    letting_go.erase(person("director"))
    assert Draft.objects.count() == 1
    letting_go.erase(person("organizer"))
    assert Draft.objects.count() == 0


def test_new_key_closes_drafts_anew(north, draft, settings):
    old = draft.sealed
    settings.MFA_KEYS = ["a newer one", *settings.MFA_KEYS]
    assert letting_go.reseal() == 1
    settings.MFA_KEYS = settings.MFA_KEYS[:1]
    draft.refresh_from_db()
    assert draft.sealed.startswith(MARK)
    assert draft.sealed != old
    assert draft.typed["story"] == ["The boiler broke again."]


def test_a_theme_that_stands_there_keeps_its_sentence(sign_in, send, someone, person):
    someone("Rosa Delgado")
    rent, boiler = Theme.objects.create(name="Rent"), Theme.objects.create(name="Boiler")
    send(
        person="Rosa Delgado",
        draft_key=uuid4(),
        story="The boiler broke. So she keeps the money.",
        theme=str(boiler.pk),
    )
    drawn = Conversation.objects.get().themed.get()
    drawn.by = person("director")
    drawn.save()

    sign_in("organizer").post(address(Draft.objects.get()), {"theme": [str(rent.pk), str(boiler.pk)]})

    raised = {each.theme.name: (each.sentence, each.by) for each in Conversation.objects.get().themed.all()}
    assert raised == {"Rent": ("", person("organizer")), "Boiler": ("The boiler broke.", person("director"))}


def test_today_leads_to_both_kinds_of_questions(sign_in, send, someone):
    someone("Rosa Delgado")
    for name in ("Rosa Delgado", "Maria"):
        send(person=name, draft_key=uuid4())
    page = sign_in("organizer").get("/o/north/today/").text
    assert page.index("Say who it was") < page.index("Add themes")
