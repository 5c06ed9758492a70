"""Questions are asked in their days, in the group's order; answers are gathered for those who may read them."""

from datetime import timedelta

import pytest

from conversations.actions import log
from conversations.models import Prompt, PromptAnswer, PromptSet
from conversations.prompts import actions, offered
from conversations.themes import actions as themes

pytestmark = pytest.mark.django_db
LIST = "/o/north/conversations/prompts/"


@pytest.fixture
def asks(person, north):
    """`asks("Always", "What keeps you here?", until=3)`: a set with its questions, until so many days from today."""

    def made(name, *texts, since=None, until=None):
        days = [None if ahead is None else north.today() + timedelta(days=ahead) for ahead in (since, until)]
        by = person("director")
        of = actions.make_set(name=name, first_day=days[0], last_day=days[1], by=by)
        return [actions.ask(of, text=text, by=by) for text in texts]

    return made


@pytest.fixture
def answered(person, someone, north):
    def answer(prompt, text, **given):
        given = {"by": person("organizer"), "on": north.today(), "members": [someone()], "story": "Long.", **given}
        return log(answers={prompt: text}, **given)

    return answer


def test_campaigns_are_asked_in_their_days_and_before_the_rest(asks, north):
    asks("Always", "What keeps you here?", "Who do you trust?")
    asks("Winter", "Is it warm?", until=30)
    asks("This week", "Will you come?", since=0, until=0)
    asks("Next year", "Not yet?", since=1)
    asks("Last year", "No more?", until=-1)

    assert [prompt.text for prompt in offered(north.today())] == [
        "Will you come?",
        "Is it warm?",
        "What keeps you here?",
        "Who do you trust?",
    ]


def test_what_was_put_away_is_not_asked_until_it_is_back(asks, north, sign_in):
    one, other = asks("Always", "What keeps you here?", "Who do you trust?")
    client, of = sign_in("director"), one.of_id
    client.post(f"{LIST}{one.pk}/put-away/")
    assert offered(north.today()) == [other]
    client.post(f"{LIST}sets/{of}/put-away/")
    assert offered(north.today()) == []
    client.post(f"{LIST}sets/{of}/back/")
    client.post(f"{LIST}{one.pk}/back/")

    assert offered(north.today()) == [one, other]


def test_order_is_the_groups_own(asks, north, sign_in):
    one, other, third = asks("Always", "One?", "Other?", "Third?")
    client = sign_in("owner")
    client.post(f"{LIST}{third.pk}/up/")
    client.post(f"{LIST}{one.pk}/up/")

    assert offered(north.today()) == [one, third, other]


def test_set_and_question_are_made_on_pages(sign_in, north):
    client = sign_in("director")
    to = client.post(f"{LIST}sets/new/", {"name": "Winter", "first_day": "", "last_day": north.today()}).url
    client.post(to, {"text": " Is  it warm? "})

    assert [(prompt.text, prompt.of.name) for prompt in offered(north.today())] == [("Is it warm?", "Winter")]
    page = sign_in("organizer").get(LIST).text
    assert "Is it warm?" in page
    assert "Reword" not in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "", "first_day": "", "last_day": ""}, "This field is required."),
        (
            {"name": "W", "first_day": "2026-02-02", "last_day": "2026-02-01"},
            "The last day comes before the first one.",
        ),
        ({"name": "W", "first_day": "soon", "last_day": ""}, "Write a day, as: 2026-03-14."),
    ],
)
def test_set_that_cannot_be_comes_back(north, sign_in, given, sentence):
    response = sign_in("director").post(f"{LIST}sets/new/", given)

    assert response.status_code == 422
    assert sentence in response.text
    assert not PromptSet.objects.exists()


def test_answered_question_keeps_its_words(asks, answered, sign_in):
    asked, free = asks("Always", "What keeps you here?", "Who do you trust?")
    answered(asked, "My neighbors.")
    client = sign_in("director")
    refused = client.post(f"{LIST}{asked.pk}/edit/", {"text": "Something else?"})
    client.post(f"{LIST}{free.pk}/edit/", {"text": "Whom do you trust?"})

    assert refused.status_code == 422
    assert "an answer belongs to the words it was given to" in refused.text
    assert set(Prompt.objects.values_list("text", flat=True)) == {"What keeps you here?", "Whom do you trust?"}


def test_answers_are_for_those_whom_the_note_is_for(asks, answered, sign_in, person):
    (asked,) = asks("Always", "What keeps you here?")
    for read_by in ("organizers", "directors", "author"):
        answered(asked, f"For {read_by}.", read_by=read_by, by=person("director"))
    found = {
        role: {each.words for each in sign_in(role).get(f"{LIST}{asked.pk}/").context["page"]}
        for role in ("organizer", "owner", "director")
    }

    assert found == {
        "organizer": {"For organizers."},
        "owner": {"For organizers.", "For directors."},
        "director": {"For organizers.", "For directors.", "For author."},
    }
    assert "For author." not in set(PromptAnswer.objects.values_list("text", flat=True))


def test_answers_are_narrowed_down(asks, answered, sign_in, person, north):
    (asked,) = asks("Always", "What keeps you here?")
    rent = themes.make(name="Rent", by=person("director"))
    answered(asked, "Mine.", themes={rent: ""})
    answered(asked, "Hers.", by=person("director"))
    answered(asked, "Old.", on=north.today() - timedelta(days=200))
    client, page = sign_in("director"), f"{LIST}{asked.pk}/"

    def shown(**given):
        return {each.words for each in client.get(page, given).context["page"]}

    assert shown() == {"Mine.", "Hers."}
    assert shown(days="all") == {"Mine.", "Hers.", "Old."}
    assert shown(by=person("director").pk) == {"Hers."}
    assert shown(theme=rent.pk, days="all") == {"Mine."}
    assert shown(by="nobody", theme="nothing") == {"Mine.", "Hers."}


def test_statements_stay_the_same(asks, answered, sign_in, statements):
    (asked,) = asks("Always", "What keeps you here?")
    answered(asked, "One.")
    client = sign_in("organizer")
    few = [statements(client, page) for page in (LIST, f"{LIST}{asked.pk}/")]
    for name in "ABC":
        answered(asks(name, f"{name}?")[0], name)
        answered(asked, name)

    assert [statements(client, page) for page in (LIST, f"{LIST}{asked.pk}/")] == few
    assert max(few) <= 12
