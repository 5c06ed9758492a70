"""The board: lanes under their questions, other ways to lay it out, filters, the table and its files, what it costs."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experiments import names
from experiments.models import Experiment
from experiments.models.experiment import Status
from experiments.writing import saying, statuses
from members.models import Belonging, Member, Unit, UnitKind

pytestmark = pytest.mark.django_db
BOARD = "/o/north/experiments/"


@pytest.fixture
def today(north):
    return north.today()


@pytest.fixture
def tried(wrote, ask, person, today):
    """One running under a narrow question, one learned under its parent, one without a question; another question."""
    grow = ask("How might we grow?", area="Base building")
    bring, by = ask("How might people bring others?", grow), person("organizer")
    ask("How might we sit at the table?", area="Governing power")
    begins, ends = (today - timedelta(10)).isoformat(), (today + timedelta(15)).isoformat()
    days = {"starts_on": begins, "ends_on": ends}
    run = wrote("Neighbors ask first", questions=[str(bring.pk)], accountable=str(by.pk), **days)
    statuses.change(run, to=Status.RUNNING, today=today, by=by)
    old = wrote("Stories before petitions", questions=[str(grow.pk)], **days)
    for to in (Status.RUNNING, Status.FINISHED):
        statuses.change(old, to=to, today=today, by=by)
    saying.decide(old, text="Every talk begins with one.", kind="keep", on=today, by=by)
    wrote("Soup night")
    return run


def statements(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len([one for one in asked if not one["sql"].startswith(("SET", "SAVEPOINT", "RELEASE", "INSERT"))])


def test_board_puts_experiments_under_their_questions(sign_in, tried):
    page = sign_in("organizer").get(BOARD).text

    order = ["Base building", "How might we grow?", "Stories before petitions", "How might people bring others?",
             "Neighbors ask first", "How might we sit at the table?", "No experiment under this question yet", "Soup night"]  # fmt: skip
    cards = page[page.index('class="area') :]
    assert sorted(order, key=cards.index) == order
    for words in ("10 of 26 days gone", "15 days left", "Needs a number", "Keep doing it", "2 open, 1 learned."):
        assert words in page, words


@pytest.mark.parametrize(
    ("by", "first", "then"),
    [
        ("status", "Soup night", "Neighbors ask first"),
        ("end", "Neighbors ask first", "No last day yet"),
        ("team", "Neighbors ask first", "Nobody named here"),
        ("table", "Every talk begins with one.", "Soup night"),
    ],
)
def test_board_is_laid_out_in_other_ways(sign_in, tried, by, first, then):
    page = sign_in("organizer").get(BOARD, {"by": by}).text

    assert page.index("board") < page.rindex(first) < page.rindex(then)


def test_empty_board_says_what_an_experiment_is(sign_in, north):
    assert "Nothing tried yet" in sign_in("organizer").get(BOARD).text
    assert "Nothing tried yet" in sign_in("viewer").get(BOARD).text


def test_board_is_narrowed_down_by_its_address(sign_in, tried, person, north):
    client, by = sign_in("director"), person("organizer")
    kind = UnitKind.objects.get(is_default=True)
    unit = Unit.objects.create(kind=kind, name="Northgate", folded="northgate")
    below = Unit.objects.create(kind=kind, name="Alder", folded="alder", parent=unit)
    Belonging.objects.create(member=by, kind=kind, unit=below)
    Experiment.objects.filter(title="Soup night").update(coach=person("coach"))

    def found(**asked):
        page = client.get(BOARD, asked | {"by": "table"}).text
        return [one for one in ("Neighbors", "Stories", "Soup") if f">{one}" in page]

    assert found(unit=unit.pk) == found(person=by.pk) == found(lane="running") == ["Neighbors"]
    assert found(area="Base building") == ["Neighbors", "Stories"]
    assert found(coach=person("coach").pk) == ["Soup"]
    assert client.get(BOARD, {"person": unit.pk}).status_code == 422
    assert "Nothing fits" in client.get(BOARD, {"lane": "running", "coach": person("coach").pk}).text


def test_swap_is_the_part_of_the_page(sign_in, tried):
    client, swap = sign_in("organizer"), {"HX-Request": "true", "HX-Target": "board"}
    part = client.get(BOARD, {"lane": "running"}, headers=swap).text

    assert part.strip() in client.get(BOARD, {"lane": "running"}).text
    assert "Neighbors ask first" in part
    assert "<html" not in part


def test_who_has_no_right_to_people_reads_no_name_without_an_account(sign_in, tried, north):
    dolores = Member.objects.create(given_name="Dolores", family_name="Huerta")
    Experiment.objects.filter(pk=tried.pk).update(accountable=dolores)
    tried.team.create(name="Dolores and two friends")
    tried.learnings.create(text="Dolores Huerta brings five", on=north.today())
    tried.posts.create(text=names.mark("Dolores Huerta came")[0], on=north.today())
    Experiment.objects.filter(title="Soup night").update(title="Soup with Dolores Huerta")

    for by in ("question", "status", "end", "team", "table"):
        pages = {role: sign_in(role).get(BOARD, {"by": by}).text for role in ("coach", "viewer", "data_lead")}
        assert [role for role, page in pages.items() if "Dolores" in page] == ["data_lead"], by
    for path in ("experiments/table.csv", "learnings/", "questions/", f"questions/{tried.questions.get().pk}/"):
        assert b"Dolores" not in sign_in("coach").get(f"/o/north/{path}").content, path


def test_table_goes_out_as_a_file(sign_in, tried):
    client = sign_in("viewer")
    text = client.get("/o/north/experiments/table.csv", {"lane": "learned"})
    book = client.get("/o/north/experiments/table.xlsx")

    assert "Keep doing it: Every talk begins with one." in text.content.decode()
    assert "Soup night" not in text.content.decode()
    words = zipfile.ZipFile(io.BytesIO(book.content)).read("xl/worksheets/sheet1.xml").decode()
    assert "Neighbors ask first" in words
    assert client.get("/o/north/experiments/table.pdf").status_code == 404


def test_cards_say_what_is_due(sign_in, tried, person, today):
    tried.posts.create(text="First words", on=today - timedelta(10))
    assert "Nothing logged in 10 days" in sign_in("organizer").get(BOARD).text
    tried.posts.create(text="Soup was had", on=today)
    tried.reviews.create(advice="go_on", on=today, next_on=today)
    page = sign_in("organizer").get(BOARD).text

    assert ("Nothing logged" in page, "Review due" in page) == (False, True)
    Experiment.objects.filter(pk=tried.pk).update(ends_on=today - timedelta(1), coach=person("coach"))
    tried.reviews.update(next_on=None, on=today - timedelta(9))
    assert "Coach has it" in sign_in("organizer").get(BOARD).text
    assert "Soup was had" in sign_in("organizer").get(BOARD, {"by": "table"}).text


def test_what_was_learned_long_ago_stands_behind_a_link(sign_in, north):
    Experiment.objects.bulk_create([Experiment(title=f"Number {n}", status="not_run") for n in range(30)])
    page = sign_in("viewer").get(BOARD, {"by": "end"}).text
    assert ("?by=table&amp;lane=learned" in page, "5 more" in page, page.count("Number ")) == (True, True, 25)


@pytest.mark.parametrize(("by", "role"), [("question", "director"), ("team", "coach"), ("table", "coach")])
def test_board_needs_as_many_statements_for_two_hundred(sign_in, tried, by, role, today):
    client, path = sign_in(role), f"{BOARD}?by={by}"
    few = statements(client, path)
    question = tried.answering.get().question
    many = [Experiment(title=f"Experiment {n}", starts_on=today, ends_on=date(2030, 1, 1)) for n in range(200)]
    for one in Experiment.objects.bulk_create(many):
        one.answering.create(question=question)

    # One less where no name of anybody is on the page: then nobody has to be looked up.
    assert few - 1 <= statements(client, path) <= few <= 12
