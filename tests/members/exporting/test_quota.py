"""How much all files of an organization may take, and how many they may be."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from imports.models import ImportBatch
from members.exporting import actions, files
from members.models import Export
from stpnet.in_org import in_org
from tests.members.exporting.conftest import FORM, new, people

UPLOAD, NO_ROOM = "/o/{0}/imports/upload/", "There is no room left for files."


def sent(client, slug="north", n=1):
    """Send a list of so many people; return the answer, and how many files are there then."""
    file = SimpleUploadedFile("list.csv", b"name,phone\n" + b"Ana Osei,+15035550100\n" * n)
    answer = client.post(UPLOAD.format(slug), {"file": file})
    return answer, [place for place in files.path("").rglob("*") if place.is_file()]


@pytest.mark.parametrize("limit", [{"FILES_LIMIT": 0}, {"FILES_MOST": 0}], ids=["bytes", "files"])
def test_no_file_more_is_taken_or_made_and_what_a_group_takes_out_is(keeper, settings, north, limit, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people("Ann A")
    keeper.post(new(), FORM)
    for name, value in limit.items():
        setattr(settings, name, value)
    answer, there = sent(keeper)
    actions.work(Export.objects.get().pk)
    made = Export.objects.get()

    assert (answer.status_code, NO_ROOM in answer.text, there, ImportBatch.objects.count()) == (422, True, [], 0)
    assert (made.status, made.trouble.startswith(NO_ROOM), made.stored_as) == ("failed", True, "")
    # As the worker begins a file with everything, or with what is held about one person.
    assert files.made(files.new_key()).is_file()


def test_what_one_group_stores_takes_no_room_of_another(keeper, sign_in, settings, north, south, tmp_path):
    settings.MEDIA_ROOT, settings.FILES_LIMIT = tmp_path, 100
    first, there = sent(keeper)
    again, still = sent(keeper, n=4)

    assert (first.status_code, len(there)) == (303, 1)
    assert (again.status_code, NO_ROOM in again.text, still) == (422, True, there)
    with in_org(south):
        assert sent(sign_in("data_lead", "south"), "south")[0].status_code == 303
