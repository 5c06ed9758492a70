"""Files beside an experiment: what is taken, how it is kept, and who opens it."""

import os
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from experiments.papers.cleaning import cleaned
from experiments.papers.clearing import clear
from experiments.papers.sniffing import MOST_BYTES, NotTaken, kind_of
from experiments.writing import actions
from experiments.writing import content as page
from members.exporting import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("north")]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


# One white point, with a note of where it was taken.
POINT = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), chunk(b"IDAT", zlib.compress(b"\x00\xff"))
PNG = b"\x89PNG\r\n\x1a\n" + POINT[0] + chunk(b"tEXt", b"Where\x00Oak") + POINT[1] + chunk(b"IEND", b"")
JPEG = b"\xff\xd8\xff\xe1\x00\x06Oak\x00\xff\xdb\x00\x04ab\xff\xda\x00\x02picture\xff\xd9"


def url(name, experiment, *more):
    return reverse(f"experiments:{name}", args=["north", experiment.pk, *more])


def office(*names):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def test_file_is_added_handed_over_and_comes_back_with_an_older_page(sign_in, wrote, person):
    lights, client = wrote(), sign_in("organizer")
    sent = SimpleUploadedFile("../Porch.exe", b"%PDF-1.7 plan", content_type="text/html")
    assert client.post(url("file_add", lights), {"file": sent, "name": ""}).status_code == 303

    document = lights.documents.get()
    answer = client.get(url("file", lights, document.pk))
    assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        b"%PDF-1.7 plan", "application/pdf", "nosniff",
    )  # fmt: skip
    assert answer["Content-Disposition"] == f'attachment; filename="{document.pk}.pdf"'
    lights.refresh_from_db()
    actions.edit(lights, page.of(lights) | {"documents": []}, since=2, by=person("director"))
    actions.go_back(lights, to=lights.revisions.get(number=2), by=person("director"))
    again = lights.documents.get()
    assert (again.stored_as, again.size, again.name) == (document.stored_as, 13, "Porch.exe")


def test_fifty_files_are_enough(sign_in, wrote):
    lights = wrote(documents=[{"id": "", "name": "Plan", "file": f"{n} image/png 9"} for n in range(50)])
    page = sign_in("organizer").post(url("file_add", lights), {"file": SimpleUploadedFile("a.txt", b"a"), "name": ""})
    assert (page.status_code, "There are 50 files here already." in page.text) == (422, True)


def test_file_that_no_page_names_is_thrown_away(sign_in, wrote, person):
    lights, client = wrote(), sign_in("organizer")
    for said in (b"now", b"once"):
        client.post(url("file_add", lights), {"file": SimpleUploadedFile("a.txt", said), "name": "Notes"})
    lights.refresh_from_db()
    kept = [files.path(key) for key in lights.documents.values_list("stored_as", flat=True)]
    actions.edit(
        lights, page.of(lights) | {"documents": page.of(lights)["documents"][:1]}, since=3, by=person("director")
    )
    lost, new = (files.made(files.new_key("experiments")) for _each in range(2))
    for place in (*kept, lost):
        os.utime(place, (0, 0))
    clear()
    assert [place.exists() for place in (*kept, lost, new)] == [True, True, False, True]


def test_coach_reads_only_what_it_is_called(sign_in, wrote):
    lights = wrote()
    sign_in("organizer").post(url("file_add", lights), {"file": SimpleUploadedFile("a.txt", b"names"), "name": "Notes"})
    address = url("file", lights, lights.documents.get().pk)
    for role in ("coach", "viewer"):
        client = sign_in(role)
        shown = client.get(url("experiment", lights)).text
        assert (client.get(address).status_code, "Notes" in shown, address in shown) == (403, True, False)


def test_wrong_type_is_refused_with_a_sentence_and_leaves_nothing(sign_in, wrote, north):
    lights = wrote()
    sent = SimpleUploadedFile("plan.pdf", b"MZ\x00\x01 a program", content_type="application/pdf")
    page = sign_in("organizer").post(url("file_add", lights), {"file": sent, "name": "My plan"})

    assert (page.status_code, "We take PDF, PNG and JPEG" in page.text, "My plan" in page.text) == (422, True, True)
    assert (lights.documents.count(), lights.revisions.count()) == (0, 1)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"), (b"%PDF-" + b"x" * MOST_BYTES, "larger than 20 MB"), (b"\x00\x01", "We take PDF"),
        (office("word/document.xml", "word/vbaProject.bin"), "macros"), (office("a.txt"), "We take PDF"),
        (b"PK\x03\x04 broken", "We take PDF"), (b"GIF89a\x00", "We take PDF"),
    ],
    ids=["empty", "large", "bytes", "macros", "archive", "broken", "gif"],
)  # fmt: skip
def test_what_is_not_taken(data, sentence):
    with pytest.raises(NotTaken, match=sentence):
        cleaned(data, kind_of(data))


def test_pictures_lose_what_a_phone_wrote_into_them():
    assert (kind_of(PNG), b"Oak" in cleaned(PNG, "image/png"), b"IDAT" in cleaned(PNG, "image/png")) == (
        "image/png", False, True,
    )  # fmt: skip
    assert cleaned(JPEG, kind_of(JPEG)) == b"\xff\xd8\xff\xdb\x00\x04ab\xff\xda\x00\x02picture\xff\xd9"
    for broken in (PNG[:40], JPEG[:9]):
        with pytest.raises(NotTaken, match="broken"):
            cleaned(broken, kind_of(broken))


def test_office_files_are_told_apart():
    kinds = [kind_of(office(name)) for name in ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")]
    assert [kind.rpartition(".")[2] for kind in kinds] == ["document", "sheet", "presentation"]
