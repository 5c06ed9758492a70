"""Names that break careless software are kept and shown as they were written."""

import json
from html import unescape
from pathlib import Path

import pytest

from members.models import Member
from tests.members.conftest import filled

URL = "/o/north/people/"
LISTS = Path(__file__).parents[2].parent / "shared" / "data" / "torture" / "lists" / "blns.json"
OWN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% now 'Y' %}",
    "' OR 1=1; --",
    "Robert'); DROP TABLE members_member;--",
    '=HYPERLINK("http://example.org")',
    "%s %(name)s {0} ${HOME}",
    "../../etc/passwd",
    "null",
    "N/A",
    "0",
    "Nguyễn Thị Hạnh",
    "محمد بن سلمان",
    "שָׁלוֹם",
    "李小龍",
    "👩🏽‍🌾 Ana",
    "Z̴̧̢a̷l̵g̸o̷",
    "a\u202eb\u200fc",
    "ﷺ",
    "ß ﬁ Å",
    "O’Brien-Łukasz",
    "W" * 100,
]


def everywhere(client, name):
    """Add someone of this name by the form and read the row, their page, their form and the list."""
    response = client.post(f"{URL}new/", filled(given_name=name))
    assert response.status_code == 303, name
    member = Member.objects.get(pk=response.url.rstrip("/").rsplit("/", 1)[1])
    pages = [client.get(url).text for url in (response.url, f"{response.url}edit/", f"{URL}?sort=-name")]
    member.delete()
    return member.given_name, [unescape(page) for page in pages], pages


@pytest.mark.parametrize("name", OWN, ids=range(len(OWN)))
def test_name_is_kept_and_shown_as_written(sign_in, north, name):
    stored, shown, raw = everywhere(sign_in("director"), name)

    assert stored == name
    assert all(name in page for page in shown)
    assert not any("<script>alert" in page or "<img src=x" in page for page in raw)


@pytest.mark.parametrize("name", OWN, ids=range(len(OWN)))
def test_name_is_found_by_itself_or_finds_nobody(sign_in, north, name):
    assert sign_in("director").post(f"{URL}search/", {"q": name}, follow=True).status_code == 200


@pytest.mark.skipif(not LISTS.exists(), reason="the big list of naughty strings is not beside this checkout")
def test_big_list_of_naughty_strings(sign_in, north):
    names = [name for name in json.loads(LISTS.read_text()) if 0 < len(name) <= 100 and "\0" not in name]
    Member.objects.all().update(family_name="\uffff")  # those who sign in come last
    Member.objects.bulk_create([Member(given_name=name, family_name=name) for name in names])
    client = sign_in("director")

    pages = [client.get(URL, {"page": n + 1}).text for n in range(len(names) // 100 + 1)]

    everything = unescape("".join(pages))
    assert [name for name in names if f"{name} {name}".strip() not in everything] == []
    assert not any("<script>alert" in page or "<img src=x" in page for page in pages)
