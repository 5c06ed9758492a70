"""What may stand in a log line. Canaries go in everywhere; none comes out."""

import json
import logging
import warnings
from uuid import UUID

import pytest
from django.core.exceptions import DisallowedHost
from django.db import IntegrityError, transaction

from organizations import tasks  # noqa: F401 - makes the names of tasks known
from organizations.models import User
from stpnet import logs
from stpnet.in_org import in_org
from stpnet.logs.about import about
from stpnet.logs.errors import told
from stpnet.logs.lines import FullLine, JsonLine, TextLine
from stpnet.logs.safe import HIDDEN
from tests import tasks as tasks_of_tests
from tests.worker import running_worker, send_to, wait_for

ID = UUID("0198c0de-0000-7000-8000-000000000001")
CANARIES = ["Ana Reyes", "ana@example.org", "+1 (555) 010-4477", "5550104477", "Her boss threatened her", "Zk3_token-9"]
FORMATTERS = [JsonLine(), TextLine()]


def record(message, *args, error=None, name="members.actions", **extra):
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.getLogger(name).makeRecord(name, logging.ERROR, "a.py", 1, message, args, exc_info, extra=extra)


def line(*args, **kwargs):
    return json.loads(JsonLine().format(record(*args, **kwargs)))


def raised(error):
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


def assert_silent(*args, **kwargs):
    made = record(*args, **kwargs)
    said = " ".join(formatter.format(made) for formatter in FORMATTERS)
    assert [canary for canary in CANARIES if canary in said] == []


@pytest.mark.parametrize("canary", CANARIES)
def test_values_that_are_no_ids_are_hidden(canary):
    assert_silent("row %s", canary)
    assert_silent("row %r", canary)
    assert_silent("row %(who)s", {"who": canary})
    assert_silent("failed", error=raised(ValueError(canary)))
    assert_silent("failed for %s", canary, error=raised(KeyError(canary)))
    assert_silent("rows %s", [canary])
    assert_silent("failed", name_of_person=canary, user=canary, object=canary, status=canary, request=canary)
    assert_silent(f"Invalid HTTP_HOST header: {canary!r}", name="django.security.DisallowedHost")
    assert_silent(canary, error=raised(RuntimeError(canary)))


@pytest.mark.parametrize("canary", ["ana@example.org", "+1 (555) 010-4477", "5550104477"])
def test_addresses_and_numbers_are_hidden_even_in_the_sentence_itself(canary):
    assert_silent(f"could not write to {canary}")


def test_ids_counts_and_names_of_tasks_stand():
    said = line("%s took %d rows of %s in %.1f s, %s", "organizations.sweep", 12, ID, 1.25, "t_0123456789ab")

    assert said["message"] == f"organizations.sweep took 12 rows of {ID} in 1.2 s, t_0123456789ab"


@pytest.mark.parametrize(
    ("value", "stands"),
    [
        (None, True),
        (True, True),
        (9_999_999, True),
        (5_550_104_477, False),
        ("GET", True),
        ("MARIA", False),
        ("http://0.0.0.0:8000", True),
        ("redis://broker:6379/0", True),
        ("redis://:secret@broker:6379/0", False),
        ("https://stp.example.org/invitations/Zk3_token-9/", False),
    ],
)
def test_what_stands_and_what_is_hidden(value, stands):
    assert line("%s", value)["message"] == (str(value) if stands else HIDDEN)


def test_number_that_is_hidden_breaks_no_template():
    assert line("called %d", 5_550_104_477)["message"] == "called %d"


def test_error_says_where_and_what_but_not_with_which_values(db):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        for _ in range(2):
            User.objects.create_user("ana@example.org", name="Ana Reyes")

    assert_silent("failed", error=caught.value)
    outer, inner = told(caught.value)
    assert outer["type"] == "django.db.utils.IntegrityError"
    assert (inner["type"], inner["sqlstate"]) == ("psycopg.errors.UniqueViolation", "23505")
    assert inner["table"] == "organizations_user"
    assert any(place.startswith("organizations/models/user.py:") for place in outer["stack"])


def test_database_that_is_away_says_why(db):
    import psycopg

    with pytest.raises(psycopg.OperationalError) as caught:
        psycopg.connect("host=127.0.0.1 port=1 dbname=none user=none", connect_timeout=2)

    assert "port 1 failed: Connection refused" in told(caught.value)[0]["reason"]


def test_line_says_which_request_and_drops_what_is_unknown():
    with about(request=ID.hex):
        said = line("answered", route="o/<slug:organization>/people/", status=200, ms=12, phone="5550104477")

    assert (said["request"], said["route"], said["status"], said["ms"]) == (
        ID.hex,
        "o/<slug:organization>/people/",
        200,
        12,
    )
    assert set(said) == {"at", "level", "logger", "message", "request", "route", "status", "ms"}
    assert "request" not in line("later")


def test_line_says_in_which_organization(north):
    assert line("here")["organization"] == north.schema_name


def test_warnings_say_their_kind_and_place():
    text = warnings.formatwarning("Ana Reyes is naive", RuntimeWarning, "members/a.py", 7)

    assert line("%s", text, name="py.warnings")["message"] == "RuntimeWarning at members/a.py:7"


def test_text_is_for_people():
    text = TextLine().format(record("%d rows", 3, error=raised(DisallowedHost("ana@example.org"))))

    first, place, kind = text.splitlines()
    assert first.endswith("ERROR members.actions 3 rows")
    assert (place.strip().split(":")[0], kind.strip()) == (
        "tests/stpnet/test_logs.py",
        "django.core.exceptions.DisallowedHost",
    )


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({}, "TextLine"),
        ({"DATABASE_URL": "postgresql://a@h/d"}, "JsonLine"),
        ({"LOG_FORMAT": "json"}, "JsonLine"),
        ({"DATABASE_URL": "postgresql://a@h/d", "LOG_FORMAT": "text"}, "TextLine"),
        ({"DEBUG": "yes"}, "FullLine"),
    ],
)
def test_earnest_is_json_and_ones_own_machine_is_text(monkeypatch, given, kind):
    for name in ("DATABASE_URL", "LOG_FORMAT", "DEBUG", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    assert logs.config()["formatters"]["line"]["()"].rpartition(".")[2] == kind


def test_only_debug_says_values():
    assert "Ana Reyes" in FullLine().format(record("row %s", "Ana Reyes"))


def test_task_that_fails_says_which_and_where_but_not_with_what(east, tmp_path, monkeypatch):
    log, queue = tmp_path / "worker.log", send_to("failing", tasks_of_tests.tag, monkeypatch)
    with running_worker(log, "-Q", queue), in_org(east):
        for _ in range(2):
            tasks_of_tests.tag.delay(name="Ana Reyes")
        wait_for(lambda: "raised unexpected" in log.read_text())
    said = next(json.loads(line) for line in log.read_text().splitlines() if "raised unexpected" in line)

    assert "Ana Reyes" not in log.read_text()
    assert (said["level"], said["task"], said["organization"]) == ("ERROR", "tests.tag", east.schema_name)
    assert said["errors"][1]["sqlstate"] == "23505"
    assert any(place.startswith("tests/tasks.py:") for place in said["errors"][0]["stack"])
