"""Files that are handed over: what they are said to be, that nothing in them runs, and that no way leads out of the folder."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.exporting import files
from stpnet.db.errors import WrongOrganization
from tests.experiments.counting.conftest import running, today
from tests.experiments.papers.test_papers import JPEG
from tests.members.exporting.conftest import ask, keeper, people

__all__ = ["ask", "keeper", "running", "today"]
PDF = b"%PDF-1.7 <script>alert(1)</script>"


def handed(answer):
    """What a browser goes by."""
    names = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options")
    kind, disposition, policy, sniff = (answer.headers.get(name, "") for name in names)
    assert "no-store" in answer["Cache-Control"]
    return kind.partition(";")[0], disposition.partition(";")[0], policy, sniff


def test_a_file_is_kept_and_never_run(sign_in, ask, keeper, running, north):
    people("Ann A")
    client, at = sign_in("organizer"), ["north", running.pk]
    upload = SimpleUploadedFile("page.html", PDF, content_type="text/html")
    client.post(reverse("experiments:file_add", args=at), {"file": upload, "name": "<b>"})
    client.post(reverse("experiments:post", args=at), {"text": "x", "picture": SimpleUploadedFile("a.svg", JPEG)})
    document, post, export = running.documents.get(), running.posts.get(), ask()
    box = ("attachment", "default-src 'none'; sandbox", "nosniff")

    said = [client.get(reverse("experiments:file", args=[*at, document.pk]), headers={"Range": "bytes=0-3"})]
    said += [client.get(reverse("experiments:post_picture", args=[*at, post.pk]))]
    said += [keeper.get(reverse("members:export_file", args=["north", export.pk]))]
    assert [handed(answer) for answer in said] == [
        ("application/pdf", *box), ("image/jpeg", *box), ("text/csv", *box),
    ]  # fmt: skip
    # Nothing is handed over in parts.
    assert (said[0].status_code, said[0].content) == (200, PDF)
    assert "sandbox" not in client.get(reverse("experiments:experiment", args=at))["Content-Security-Policy"]


@pytest.mark.parametrize(
    "key", ["{0}/../{1}/list", "{1}/list", "/etc/passwd", "../{0}/list", "{0}/a/../../{1}/list", ".."]
)
def test_no_way_leads_out_of_an_organizations_folder(north, south, key):
    with pytest.raises(WrongOrganization):
        files.path(key.format(north.pk, south.pk))
    assert files.path(f"{north.pk}/list").parent.name == str(north.pk)
