"""Whose names are marked in a text, and how it reads to who has no right to people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experiments import names
from experiments.models import Experiment
from experiments.telling import told
from members.models import Member
from organizations.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def quill(north):
    return Member.objects.create(given_name="Zoë", family_name="Quillfeather")


@pytest.mark.usefixtures("quill")
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Zoë Quillfeather knocked.", "a member knocked."),
        ("We met Zoe, who laughed", "We met a member, who laughed"),
        ("Zoë’s floor and Quillfeather's door", "a member’s floor and a member's door"),
        ("zoe quillfeather came", "a member came"),
        ("Write to zoe.quillfeather@example.org", "Write to a member@example.org"),
        ("Quillfeather, plan B", "a member, plan B"),
        ("Nobody came. The door was shut.", "Nobody came. The door was shut."),
        ("Zo came. My will is my own.", "Zo came. My will is my own."),
        ("ask zoe first; quillfeather’s too", "ask a member first; a member’s too"),
        ("", ""),
    ],
)
def test_names_read_a_member_and_come_back_as_written(written, read):
    (marked,) = names.mark(written)
    assert (names.hidden(marked), names.plain(marked)) == (read, written)


def test_somebody_with_an_account_is_named_by_their_whole_name(person):
    organizer = person("organizer")
    (marked,) = names.mark(f"{organizer} came")
    assert names.hidden(marked) == f"{organizer} came"


def test_signs_of_marks_that_were_typed_are_taken_out(quill):
    typed = f"{names.OPEN}{quill.pk}{names.BETWEEN}Zoë{names.CLOSE}"
    assert names.plain(names.mark(typed)[0]) == f"{quill.pk}Zoë"


def test_what_somebody_is_called_is_let_go_of_and_others_stay(quill):
    other = Member.objects.create(given_name="Oskar", family_name="Thimble")
    (marked,) = names.mark("Zoë Quillfeather and Oskar Thimble")
    assert names.plain(names.let_go(marked, {str(quill.pk)})) == "… and Oskar Thimble"
    assert str(other.pk) in marked


@pytest.mark.usefixtures("quill")
def test_many_texts_cost_one_statement():
    with CaptureQueriesContext(connection) as captured:
        names.mark(*["Zoë Quillfeather knocked at forty doors"] * 30)
    assert len(captured) == 1


@pytest.mark.usefixtures("north")
def test_nickname_and_small_words_of_a_name():
    Member.objects.create(given_name="Dolores", family_name="My")
    said = [names.hidden(text) for text in names.mark("Lola came", "My house", "Dolores My", "May we?")]
    assert said == ["a member came", "My house", "a member", "May we?"]


def test_page_is_told_with_one_statement(quill, rf, django_assert_num_queries):
    request, experiment = rf.get("/"), Experiment(title="Zoë bakes", hypothesis="If Zoe …")
    request.roles = [Role.COACH]

    with django_assert_num_queries(1):
        said = told(request, {"experiment": experiment, "rows": [{"text": "For Zoë"}, ("Bread", quill)]})

    assert (experiment.title, experiment.hypothesis) == ("a member bakes", "If a member …")
    assert said["rows"] == [{"text": "For a member"}, ("Bread", quill)]


def test_days_and_letters_are_no_names(north):
    Member.objects.create(given_name="Jun", middle_name="B", family_name="Thimble")
    marked = names.mark("B is higher since Jun 3. Jun came; so did Jun Thimble.")
    assert names.hidden(marked[0]) == "B is higher since Jun 3. a member came; so did a member."


def test_letters_written_in_two_pieces_are_one_name(north):
    Member.objects.create(given_name="Ángela", family_name="Thimble")
    assert names.hidden(names.mark("A\u0301ngela knocked")[0]) == "a member knocked"


def test_what_is_handed_on_names_nobody_at_all(person):
    assert names.nobodys([f"{person('organizer')} knocked"]) == ["a member knocked"]


@pytest.mark.usefixtures("north")
def test_small_words_that_are_names_of_somebody_stay_words():
    """Alone and small, "hope" is a hope; "marisela" is nobody's but hers. Our own pages are written in small words."""
    Member.objects.create(given_name="Hope", family_name="Marisela-Story")
    said = [
        names.hidden(text)
        for text in names.mark("we hope", "Hope came", "ask marisela", "running met story", "hope story")
    ]
    assert said == ["we hope", "a member came", "ask a member", "running met story", "a member"]


def test_addresses_of_ours_are_left_as_they_are(north, rf):
    Member.objects.create(given_name="Quorra", family_name="Northe")
    request = rf.get("/")
    request.roles = [Role.COACH]
    assert told(request, {"url": "/o/northe/quorra/", "text": "quorra knocks"}) == {
        "url": "/o/northe/quorra/",
        "text": "a member knocks",
    }
