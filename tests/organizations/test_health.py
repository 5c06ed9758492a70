"""What machines ask of the site."""

import socket

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from organizations.views import health
from stpnet.celery import app as celery
from stpnet.db.wrapper import current
from stpnet.embedded import valkey

BEHIND = "The database is of another version. Run migrate_organizations."


@pytest.fixture(autouse=True)
def unseen():
    """As in a process that has just started."""
    health._tables_are_ours.clear()
    yield
    health._tables_are_ours.clear()


@pytest.fixture
def broker_at(monkeypatch):
    """Celery with another address of its broker."""

    def use(address):
        monkeypatch.setattr(celery.conf, "broker_write_url", address)

    return use


def test_process_that_answers_says_so_without_the_database(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok")


def test_site_that_can_serve_is_ready(db, client):
    valkey()
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "broker": "answers"})
    assert "no-cache" in response.headers["Cache-Control"]


def test_broker_that_is_down_is_told_and_keeps_nobody_out(db, client, broker_at):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        broker_at(f"redis://127.0.0.1:{free.getsockname()[1]}/0")
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "broker": "does not answer"})


def test_migration_that_waits_keeps_the_site_out_until_it_is_done(db, client):
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("sessions", "0001_initial")
    before = client.get("/readyz")
    recorder.record_applied("sessions", "0001_initial")
    after = client.get("/readyz")

    assert (before.status_code, before.json()) == (503, {"ready": False, "why": BEHIND})
    assert after.status_code == 200


def test_migrations_are_looked_at_once(db, client, django_assert_num_queries):
    client.get("/readyz")

    with django_assert_num_queries(1):
        client.get("/readyz")


def test_database_that_is_away_is_told(committed):
    own = current()
    own.close()
    before, own.settings_dict = own.settings_dict, {**own.settings_dict, "PORT": "1"}
    try:
        response = Client().get("/readyz")
    finally:
        own.settings_dict = before

    assert (response.status_code, response.json()["why"]) == (503, "The database does not answer.")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nothing_else_than_looking(db, client, address):
    assert client.post(address).status_code == 405
