"""Settings from variables and files, each missing or odd one named."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from stpnet import env
from stpnet.db.owner import as_owner


def test_secret_may_come_as_a_file(monkeypatch, tmp_path):
    file = tmp_path / "key"
    file.write_text("from a file\n")
    monkeypatch.setenv("ODD_KEY_FILE", str(file))

    assert env.text("ODD_KEY") == "from a file"
    assert env.words("ODD_KEY") == ["from a file"]
    assert env.local_secret(tmp_path / "never-made", "ODD_KEY") == "from a file"
    assert not (tmp_path / "never-made").exists()


def test_number_and_flag_may_come_as_files(monkeypatch, tmp_path):
    (tmp_path / "number").write_text("7\n")
    (tmp_path / "flag").write_text("yes\n")
    monkeypatch.setenv("ODD_NUMBER_FILE", str(tmp_path / "number"))
    monkeypatch.setenv("ODD_FLAG_FILE", str(tmp_path / "flag"))

    assert (env.number("ODD_NUMBER", 1), env.flag("ODD_FLAG")) == (7, True)


def test_both_ways_at_once_are_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("ODD_KEY", "one")
    monkeypatch.setenv("ODD_KEY_FILE", str(tmp_path / "key"))

    with pytest.raises(ImproperlyConfigured, match="Set ODD_KEY or ODD_KEY_FILE, not both"):
        env.text("ODD_KEY")


def test_file_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("ODD_KEY_FILE", str(tmp_path / "none"))

    with pytest.raises(ImproperlyConfigured, match=r"ODD_KEY_FILE names .*/none, which cannot be read: No such file"):
        env.text("ODD_KEY", "a default")


def test_missing_variable_is_named():
    with pytest.raises(ImproperlyConfigured, match=r"ODD_KEY: see docs/settings\.md"):
        env.text("ODD_KEY")


@pytest.mark.parametrize(
    ("address", "password"), [("postgresql://a@h/d", "kept"), ("postgresql://a:its%2Fown@h/d", "its/own")]
)
def test_password_beside_the_address_stands_in_for_one_inside(address, password):
    assert env.database(address, password="kept")["PASSWORD"] == password


def show(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def test_statements_are_ended_and_migrations_are_not(committed, settings):
    assert (show("statement_timeout"), show("idle_in_transaction_session_timeout")) == ("5min", "10min")

    with as_owner():
        assert (show("statement_timeout"), show("idle_in_transaction_session_timeout")) == ("0", "0")


def test_statement_that_takes_too_long_is_ended(committed, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "options", "-c statement_timeout=50ms")
    try:
        with pytest.raises(OperationalError, match="statement timeout"), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
    finally:
        connection.close()


def test_without_the_owners_login_nothing_is_done_as_owner(committed, settings):
    settings.DATABASE_OWNER = {}

    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL"), as_owner():
        pass
