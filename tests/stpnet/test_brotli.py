"""Pages are packed for browsers that take Brotli; others get gzip, or the page as it is."""

import brotli
import pytest

URL = "/accounts/login/"


@pytest.mark.parametrize("taken", ["br", "gzip, deflate, br, zstd", "br;q=0.5"])
def test_page_is_packed_with_brotli(client, db, taken):
    plain = client.get(URL)
    packed = client.get(URL, headers={"Accept-Encoding": taken})

    assert packed.headers["Content-Encoding"] == "br"
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content)
    assert b"<h1>Sign in</h1>" in brotli.decompress(packed.content)
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize(
    ("taken", "encoding"), [("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("br; q=0.0", None), ("", None)]
)
def test_who_does_not_take_it_gets_none(client, db, taken, encoding):
    response = client.get(URL, headers={"Accept-Encoding": taken})

    assert response.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in response.headers["Vary"]


def test_length_on_the_way_says_nothing_exact(client, db):
    lengths = {len(client.get(URL, headers={"Accept-Encoding": "br"}).headers["X-Padding"]) for _ in range(12)}

    assert len(lengths) > 1


def test_short_answers_stay_as_they_are(client, db):
    assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": "br"}).headers
