"""What goes along with a post: figures, a picture, themes of the group's talks; and what is kept while it is written."""

import struct
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conversations.models import Theme
from experiments.models import LogPost, Measurement, Sign
from experiments.papers.cleaning import cleaned, orientation
from experiments.papers.keeping import written
from members.exporting import files
from members.models import Member
from tests.experiments.counting.conftest import bound, running, today
from tests.experiments.papers.test_papers import JPEG, PNG

__all__ = ["bound", "running", "today"]

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"experiments:{name}", args=["north", *args])


def test_figures_are_updated_with_a_post_and_the_viewer_reads_of_none(sign_in, running, bound, today):
    sign = bound("rate", goal=50).sign
    client, ask = sign_in("organizer"), f"figure-{sign.pk}"
    assert ask in client.get(url("experiment", running.pk)).text
    for part, day in ((33, today.replace(day=1)), (41, today)):
        told = {"text": "Asked", "on": day, f"{ask}-part": part, f"{ask}-whole": "60"}
        assert client.post(url("post", running.pk), told).status_code == 303
    assert "Ten at the supper: 55% → 68%" in client.get(url("experiment", running.pk)).text.replace(".3%", "%")
    page = sign_in("viewer").get(url("experiment", running.pk)).text
    assert ("Ten at the supper: a new figure" in page, "55% →" in page) == (True, False)


def test_figure_that_cannot_be_is_asked_again_and_nothing_is_posted(sign_in, running, bound):
    sign = bound("rate", goal=50).sign
    told = {"text": "Asked them all", f"figure-{sign.pk}-part": "9", f"figure-{sign.pk}-whole": "8"}
    again = sign_in("organizer").post(url("post", running.pk), told)
    assert (again.status_code, "9 out of 8 cannot be" in again.text, "Asked them all" in again.text) == (
        422,
        True,
        True,
    )
    told[f"figure-{sign.pk}-part"] = "many"
    assert "Enter a whole number" in sign_in("organizer").post(url("post", running.pk), told).text
    assert (LogPost.objects.count(), Measurement.objects.count()) == (0, 0)


def test_picture_goes_with_a_post_without_where_it_was_taken(sign_in, running):
    client = sign_in("organizer")
    told = {"text": "Look", "picture": SimpleUploadedFile("a.png", PNG), "picture_shows": "Marisela at the door"}
    Member.objects.create(given_name="Marisela", family_name="Quill")
    client.post(url("post", running.pk), told)
    post = LogPost.objects.get()
    answer = client.get(url("post_picture", running.pk, post.pk))
    assert (answer["Content-Type"], b"Oak" in answer.content, answer.content[:4]) == ("image/png", False, b"\x89PNG")
    assert 'alt="Marisela at the door"' in client.get(url("experiment", running.pk)).text
    coach = sign_in("coach")
    page = coach.get(url("experiment", running.pk)).text
    assert ("Marisela" in page, "<img class=" in page, "a member at the door" in page) == (False, False, True)
    assert coach.get(url("post_picture", running.pk, post.pk)).status_code == 403


def test_picture_is_replaced_and_taken_away_with_its_file(sign_in, running, django_capture_on_commit_callbacks):
    client = sign_in("organizer")
    client.post(url("post", running.pk), {"text": "Look", "picture": SimpleUploadedFile("a.png", PNG)})
    post = LogPost.objects.get()
    place = files.path(post.picture)
    assert place.is_file()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("edit_post", running.pk, post.pk), {"text": "Look", "drop": "on"})
    assert (LogPost.objects.get().picture, place.is_file()) == ("", False)
    again = client.post(url("post", running.pk), {"text": "Kept", "picture": SimpleUploadedFile("a.png", b"MZ\0")})
    assert (again.status_code, "We take PDF" in again.text or "Choose a picture" in again.text) == (422, True)


def test_full_disk_is_said_and_nothing_typed_is_lost(sign_in, running, monkeypatch):
    with pytest.raises(ZeroDivisionError), written(PNG) as key:
        assert files.path(key).is_file()
        raise ZeroDivisionError
    assert not files.path(key).exists()
    # The device of the system that is always full.
    monkeypatch.setattr(files, "made", lambda _key: Path("/dev/full"))
    told = {"text": "Look at this", "picture": SimpleUploadedFile("a.png", PNG)}
    again = sign_in("organizer").post(url("post", running.pk), told)
    assert (again.status_code, "There is no room left for files." in again.text) == (422, True)
    assert ("Look at this" in again.text, LogPost.objects.count()) == (True, 0)


def test_turn_of_a_jpeg_stays_and_the_rest_of_its_notes_goes():
    fields = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0) + struct.pack("<HHII", 0x8825, 4, 1, 4711)
    exif = b"Exif\0\0" + struct.pack("<2sHIH", b"II", 42, 8, 2) + fields + struct.pack("<I", 0) + b"Oak"
    data = b"\xff\xd8" + struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif + JPEG[10:]
    fine = cleaned(data, "image/jpeg")
    assert (orientation(data), orientation(fine), b"Oak" in fine) == (6, 6, False)
    assert struct.pack("<I", 4711) not in fine


def test_themes_of_talks_are_offered_and_what_is_written_is_kept_for_its_writer(sign_in, running, person):
    Theme.objects.create(name="Rent", folded="rent", made_by=person("director"))
    client = sign_in("organizer")
    assert 'value="Rent"' in client.get(url("experiment", running.pk)).text
    assert client.post(url("keep_post", running.pk), {"text": "Half a thou\0ght"}).status_code == 204
    assert "Half a thought" in client.get(url("experiment", running.pk)).text
    assert "Half a thought" not in sign_in("director").get(url("experiment", running.pk)).text
    client.post(url("post", running.pk), {"text": "A thought", "known": ["Rent"], "themes": "Doors"})
    assert LogPost.objects.get().themes == ["Doors", "Rent"]
    assert "Half a thought" not in client.get(url("experiment", running.pk)).text
    assert Sign.objects.count() == 2
