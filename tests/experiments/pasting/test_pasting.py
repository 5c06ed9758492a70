"""Pasting an old page: read, looked at, changed and kept, with the page itself beside it."""

from pathlib import Path

import pytest

from experiments.models import Experiment, Question
from experiments.writing.form import typed as typing
from members.exporting import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("north")]
PASTE, KEEP = "/o/north/experiments/paste/", "/o/north/experiments/paste/keep/"
PAGE = (Path(__file__).parents[1] / "reading" / "pages" / "headed.txt").read_text()
LIST = "Milk\nEggs\nBread"


def sent_back(page):
    """What the form on the page of a reading sends when nothing was changed."""
    form, pasted = page.context["form"], page.context["pasted"]
    data = {name: form[name].value() or "" for name in typing.FIELDS}
    data |= {name: pasted[name].value() or "" for name in pasted.fields}
    for name, columns in typing.COLUMNS.items():
        for column in columns:
            data[f"{name}-{column}"] = [row[column].value() or "" for row in form.lists[name]]
    return data


def test_old_page_is_read_looked_at_and_kept_whole(sign_in):
    client = sign_in("organizer")
    read = client.post(PASTE, {"text": PAGE})
    assert (read.status_code, "Nothing is kept yet" in read.text, Experiment.objects.exists()) == (200, True, False)

    sent = sent_back(read)
    assert client.post(KEEP, sent | {"title": "Porch lights, as it was"}).status_code == 303

    made = Experiment.objects.get()
    assert (made.title, made.signs.count(), str(made.ends_on)) == ("Porch lights, as it was", 3, "2024-04-13")
    assert made.learnings.count() == len(sent["learnings"].splitlines()) > 0
    assert (made.decisions.count(), made.open_questions.count()) == tuple(
        len(sent[name].splitlines()) for name in ("decisions", "open_questions")
    )
    asked = Question.objects.filter(raised_by=None)
    assert (asked.count(), made.questions.count()) == (len(sent["chain"].splitlines()), 1)
    document = made.documents.get(name="The old write-up, as it was pasted")
    assert files.path(document.stored_as).read_text().split() == PAGE.split()
    client.post(KEEP, sent_back(client.post(PASTE, {"text": PAGE})))
    assert asked.count() == len(sent["chain"].splitlines())


def test_what_is_wrong_is_said_with_everything_still_there(sign_in):
    client = sign_in("organizer")
    sent = sent_back(client.post(PASTE, {"text": PAGE})) | {"unplaced": ["Seen by nobody"]}

    wrong = client.post(KEEP, sent | {"title": "", "learnings": "word " * 400})
    assert wrong.status_code == 422
    for words in ("Give it a title", "Part it in two.", "Seen by nobody", "word word", "Ask forty doors"):
        assert words in wrong.text
    more = client.post(KEEP, sent | {"row": "steps-more"})
    assert (more.status_code, "Seen by nobody" in more.text, Experiment.objects.exists()) == (200, True, False)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the text of the page first."),
        ("  \n", "Paste the text of the page first."),
        (LIST, "This does not look like a write-up"),
        ("é" * 100_001, "This is more than 200 kB"),
    ],
    ids=["nothing", "blank", "list", "long"],
)
def test_what_is_no_write_up_is_said_and_kept_in_the_box(sign_in, text, sentence):
    page = sign_in("organizer").post(PASTE, {"text": text})
    assert (page.status_code, sentence in page.text, page.context["form"]["text"].value()) == (422, True, text)


def test_page_that_begins_like_an_archive_is_kept_and_too_many_lines_are_said(sign_in):
    client = sign_in("organizer")
    sent = sent_back(client.post(PASTE, {"text": f"PK parents\n{PAGE}"}))
    many = client.post(KEEP, sent | {"chain": "How?\n" * 201})
    assert (many.status_code, "more than 200 lines" in many.text) == (422, True)
    # However far it stands to the right, two that stand alike stand under the same.
    client.post(KEEP, sent | {"chain": "How wide?\n        How deep?\n        How far?"})
    assert set(Question.objects.filter(parent__text="How wide?").values_list("text", flat=True)) == {
        "How deep?",
        "How far?",
    }
