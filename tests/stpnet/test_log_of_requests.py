"""Each request has its line, and every line of a request leads to it."""

import json
import logging
from io import StringIO

import pytest

from organizations.models import User
from stpnet.in_org import on_public_side
from stpnet.logs.lines import JsonLine

pytestmark = pytest.mark.urls("tests.probes")
CANARY = "Ximena-Quispe"


@pytest.fixture
def said():
    """`said()`: the lines of JSON since the test began."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLine())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def director():
    with on_public_side():
        return str(User.objects.get(email="director@north.example.org").pk)


def test_line_says_who_which_route_and_how_it_ended(north, sign_in, said):
    sign_in("director").get("/o/north/probe/names/", {"q": CANARY})
    [line] = [line for line in said() if line["logger"] == "stpnet.requests"]

    wanted = {"method": "GET", "status": 200, "user": director(), "organization": north.schema_name, "level": "INFO"}
    assert {name: line[name] for name in wanted} == wanted
    assert line["route"].endswith("probe/names/")
    assert CANARY not in json.dumps(said())


def test_page_that_fails_leads_to_its_request(north, sign_in, said):
    client = sign_in("director")
    client.raise_request_exception = False
    page = client.get(f"/o/north/probe/fails/?q={CANARY}")
    failure, line = [line for line in said() if line["logger"] in {"django.request", "stpnet.requests"}]

    assert (failure["message"], failure["organization"]) == ("answered 500", north.schema_name)
    assert failure["errors"][0]["type"] == "builtins.ZeroDivisionError"
    assert (failure["request"], line["status"]) == (line["request"], 500)
    assert f"<code>{line['request']}</code>" in page.text
    assert CANARY not in json.dumps(said())


def test_object_of_an_address_is_named_by_its_id(north, sign_in, said, person):
    pk = person("organizer").pk
    sign_in("director").get(f"/o/north/people/{pk}/")

    assert [line["object"] for line in said() if line["logger"] == "stpnet.requests"] == [str(pk)]


def test_address_that_leads_nowhere_is_not_repeated(client, db, said):
    client.get(f"/{CANARY}/")

    assert [line.get("route", "") for line in said()] == [""]
    assert CANARY not in json.dumps(said())


@pytest.mark.parametrize("address", ["/healthz", "/static/none.css"])
def test_machines_that_look_in_are_quiet(client, db, caplog, address):
    with caplog.at_level(logging.DEBUG, "stpnet.requests"):
        client.get(address)

    assert [record.levelname for record in caplog.records if record.name == "stpnet.requests"] == ["DEBUG"]
