"""What a phone keeps says nothing of anybody, and answers for the page of logging alone."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from members.models import Member

pytestmark = pytest.mark.django_db
HERE = "/o/north/conversations/"
ROOT = Path(settings.BASE_DIR)


def kept(client):
    script = client.get(f"{HERE}new/sw.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in script
    assert "no-cache" in script["Cache-Control"]
    return json.loads(re.search(r"const kept = (.*);", script.text)[1])


def test_page_that_is_kept_names_nobody_and_nothing(sign_in, north, person):
    from conversations.models import Theme

    Theme.objects.create(name="Mold in the stairwell")
    Member.objects.create(given_name="Dolores", organizer=person("organizer"))
    client = sign_in("organizer")
    page = client.get(f"{HERE}new/kept/").text
    named = [north.name, north.slug, str(north.pk), str(person("organizer")), "Dolores", "Mold", "csrf", "@"]
    assert [word for word in named if word.lower() in page.lower()] == []
    assert page == sign_in("director").get(f"{HERE}new/kept/").text
    assert client.cookies.get("csrf") is None


def test_worker_keeps_that_page_and_files_alone(sign_in, north):
    what = kept(sign_in("organizer"))
    assert what["page"] == f"{HERE}new/kept/"
    assert [path for path in what["files"] if not path.startswith("/static/")] == []
    assert {"/static/js/drafts/log.js", "/static/css/base.css"} <= set(what["files"])
    assert north.slug not in what["version"]


def test_every_module_that_the_page_needs_is_kept(sign_in, north):
    files = {path.removeprefix("/static/") for path in kept(sign_in("organizer"))["files"]}
    modules = [path for path in files if path.endswith(".js")]
    needed = {
        f"js/drafts/{name}"
        for path in modules
        for name in re.findall(r'from "\./([\w-]+\.js)"', (ROOT / "static" / path).read_text())
    }
    assert needed
    assert needed - files == set()


def test_phone_may_put_the_site_on_its_first_screen(sign_in, north):
    told = sign_in("organizer").get(f"{HERE}app.webmanifest").json()
    assert [each["url"] for each in told["shortcuts"]] == [f"{HERE}new/", "/o/north/today/"]
    assert north.name not in json.dumps(told)
    assert [(ROOT / "static" / icon["src"].removeprefix("/static/")).exists() for icon in told["icons"]] == [True, True]


def test_nothing_else_of_ours_keeps_anything_in_a_browser():
    stores = re.compile(r"indexedDB|localStorage|sessionStorage|caches\.|serviceWorker")
    scripts = [path for path in (ROOT / "static/js").rglob("*.js") if stores.search(path.read_text())]
    assert {path.parent.name for path in scripts} == {"drafts"}
