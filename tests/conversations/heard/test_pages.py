"""What was heard: found by what it was about, by whom and when; one conversation; somebody's story on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conversations.actions import Promise
from conversations.models import Conversation, Prompt, PromptSet, Theme
from members.models import Belonging, Unit, UnitKind
from tests.conversations.heard.conftest import WORDS


def texts(page: str) -> list[str]:
    """Tell which of three stories a page shows."""
    return [story for story in ("Alpha", "Beta", "Gamma") if story in page]


@pytest.fixture
def three(north, person, talk, someone):
    """Three talks that differ in everything; the last is the director's, of long ago."""
    kind = UnitKind.objects.filter(is_default=True).first() or UnitKind.objects.create(name="Area", is_default=True)
    unit = Unit.objects.create(name="Eastside", kind=kind)
    ana, ben, cam = (someone(name) for name in ("Ana Ito", "Ben Mora", "Cam Reyes"))
    Belonging.objects.create(member=ana, kind=kind, unit=unit)
    rent, asked = (
        Theme.objects.create(name="Rent"),
        Prompt.objects.create(of=PromptSet.objects.create(name="A"), text="Why?"),
    )
    old = north.today() - timedelta(days=40)
    return {
        "a": talk(members=[ana], story="Alpha is the word", themes={rent: ""}),
        "b": talk(members=[ben], story="Beta: señora", kind="phone", answers={asked: "Because of the heat"}),
        "c": talk(members=[ana, cam], story="Gamma", kind="group", by=person("director"), on=old),
        "rent": rent, "asked": asked, "unit": unit, "old": old,
    }  # fmt: skip


def test_the_page_narrows_down_to_what_is_asked_for(sign_in, url, three, person):
    client, old = sign_in("director"), three["old"]

    for asked, shown in [
        ({}, ["Alpha", "Beta", "Gamma"]),
        ({"theme": three["rent"].pk}, ["Alpha"]),
        ({"prompt": three["asked"].pk}, ["Beta"]),
        ({"kind": "group"}, ["Gamma"]),
        ({"by": person("director").pk}, ["Gamma"]),
        ({"unit": three["unit"].pk}, ["Alpha", "Gamma"]),
        ({"unit": three["unit"].pk, "kind": "in_person"}, ["Alpha"]),
        ({"until": old}, ["Gamma"]),
        ({"since": old + timedelta(days=1)}, ["Alpha", "Beta"]),
        ({"theme": "nonsense", "page": "9" * 5000}, ["Alpha", "Beta", "Gamma"]),
        ({"since": "0001-01-01", "until": "9999-12-31"}, ["Alpha", "Beta", "Gamma"]),
        ({"page": "2"}, []),
    ]:
        assert texts(client.get(url(), asked).text) == shown, asked


def test_words_are_looked_for_and_stay_out_of_the_address(sign_in, url, three):
    client = sign_in("organizer")

    response = client.post(url("search/?kind=phone"), {"q": "senora"}, follow=True)
    ((address, _status),) = response.redirect_chain

    assert texts(response.text) == ["Beta"]
    assert ("senora" in address, "kind=phone" in address) == (False, True)
    assert "Words: senora" in response.text
    # Somebody else's mark stands for nothing.
    assert texts(sign_in("director").get(address).text) == ["Beta"]
    assert "Nothing fits" in client.post(url("search/"), {"q": "Alphabet"}, follow=True).text
    assert client.post(url("search/"), {"q": " "}).url == url()


def test_a_page_takes_the_same_statements_for_one_talk_and_for_many(sign_in, url, talk, someone, statements):
    client, ana = sign_in("organizer"), someone("Ana Ito")
    addresses = [url(), url(f"with/{ana.pk}/"), url(f"with/{ana.pk}/paper/")]
    counts = []
    for n in (1, 4):
        for _each in range(n):
            made = talk(
                members=[ana, someone("Ben Mora")],
                said_yes=[Promise("host")],
                themes={Theme.objects.create(name=f"T{n}{_each}"): ""},
            )
        counts.append([statements(client, address) for address in [*addresses, url(f"{made.pk}/")]])

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12


def test_one_conversation_shows_all_that_came_of_it(sign_in, url, talk, person):
    made = talk(said_yes=[Promise("host a meeting")], owes=[Promise("call her sister")])

    page = sign_in("director").get(url(f"{made.pk}/")).text

    for text in (WORDS, "Rosa Delgado", "In person", "host a meeting", "call her sister", str(person("organizer"))):
        assert text in page
    assert sign_in("director", "south").get(f"/o/south/conversations/{made.pk}/").status_code == 404


def test_a_persons_story_stands_on_paper_from_the_first_talk_on(sign_in, url, north, talk, someone):
    rosa = someone("Rosa Delgado")
    talk(members=[rosa], story="Alpha " + "long " * 3000)
    talk(members=[rosa], story="Beta", on=north.today() - timedelta(days=3))
    asked = Prompt.objects.create(of=PromptSet.objects.create(name="A"), text="What would help?")
    talk(members=[rosa], story="Gamma", read_by="author", answers={asked: "Delta"})
    talk(members=[rosa], story="For few", read_by="directors", answers={asked: "A new boiler"})

    page = sign_in("director").get(url(f"with/{rosa.pk}/paper/")).text

    assert page.index("Beta") < page.index("Alpha")
    assert (page.count("long"), page.count("Gamma"), page.count("Delta")) == (3000, 0, 0)
    assert page.index("For few") < page.index("What would help?") < page.index("A new boiler")


def test_the_history_of_a_person_says_that_people_talked_and_not_what(sign_in, talk, someone, person):
    rosa = someone("Rosa Delgado")
    talk(members=[rosa])
    talk(members=[rosa], outcome="left_message", story="")

    page = sign_in("data_lead").get(reverse("members:history", args=["north", rosa.pk])).text

    assert f"{person('organizer').name} talked with them (in person)" in page
    assert "tried to reach them: left a message" in page
    assert WORDS not in page


def test_who_practices_sees_their_talk_on_its_page_and_in_no_list(sign_in, url, north, person, talk):
    from conversations import practice

    made_up = practice.start(by=person("organizer"), today=north.today()).person
    talk(members=[made_up])
    client = sign_in("organizer")

    assert WORDS not in client.get(url()).text
    assert WORDS in client.get(url(f"with/{made_up.pk}/")).text
    practice.throw_away(by=person("organizer"))
    assert not Conversation.objects.exists()
