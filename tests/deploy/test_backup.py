"""Backups are made, and put back: what was there is there again, with rights and keys."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time

import psycopg
import pytest

from tests.deploy.compose import ROOT
from tests.deploy.running import empty_server
from tests.deploy.visitor import Visitor
from tests.worker import wait_for

# Which role may do what with which table, who may become whom, and what each login is.
# A table that only its owner may use can say so, or say nothing: a backup keeps the shorter form.
RIGHTS = """
    SELECT n.nspname, c.relname, coalesce(c.relacl, acldefault('r', c.relowner))::text
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' OR n.nspname LIKE 't\\_%'
    UNION ALL SELECT nspname, '', nspacl::text FROM pg_namespace WHERE nspname LIKE 't\\_%'
    UNION ALL SELECT r.rolname, m.rolname, concat(inherit_option, set_option) FROM pg_auth_members a
    JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member WHERE m.rolname = 'stp_app'
    UNION ALL SELECT rolname, '', concat(rolinherit, rolsuper, rolcanlogin, rolcreaterole) FROM pg_authid
    WHERE rolname LIKE 'stp\\_%' OR rolname LIKE 't\\_%'
"""
# Triggers, constraints and indexes: what keeps nonsense out.
GUARDS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint UNION ALL
    SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal UNION ALL
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' OR schemaname LIKE 't\\_%'
"""
NUMBERS = "SELECT schemaname, sequencename, last_value FROM pg_sequences WHERE schemaname LIKE 't\\_%'"
# What the clock, sign-ins and migrations write while a test looks.
MOVING = ("django_session", "usersessions", "public_cache", "django_migrations", "readevent", "auditevent")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A key of backups: the public half as a file, the private one in a keyring of its own."""
    if not shutil.which("gpg"):
        pytest.skip("gpg is not installed")
    # Not below pytest's folder: the agent's socket would have too long a name.
    home = tmp_path_factory.getbasetemp().parent / f"g{os.getpid()}"
    home.mkdir(mode=0o700)
    gpg = ["gpg", "--homedir", str(home), "--batch", "--quiet", "--passphrase", ""]
    subprocess.run([*gpg, "--quick-generate-key", "backups", "future-default", "default", "never"], check=True)
    subprocess.run([*gpg, "--armor", "--output", str(home / "backup-key.asc"), "--export", "backups"], check=True)
    yield home
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def script(keys, tmp_path):
    """Run a script with commands of the services as they are started here instead of in containers."""

    def run(server, name, *arguments):
        environment = {
            "PATH": os.environ["PATH"],
            "GNUPGHOME": str(keys),
            "BACKUP_KEY": str(keys / "backup-key.asc"),
            "BACKUPS": str(tmp_path / "backups"),
            "SITE_RUN": site_run(server),
        }
        command = ["sh", f"scripts/{name}.sh", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)

    return run


def site_run(server):
    """Return what runs a command as the service "migrate" would, with that service's variables."""
    place = server.folder / "run.sh"
    given = " ".join(shlex.quote(f"{name}={value}") for name, value in server.environment("migrate").items())
    place.write_text(f'exec env -i {given} {sys.executable} manage.py "$@"\n')
    return f"sh {place}"


def saved(script, server, *arguments):
    result = script(server, "backup", *arguments)
    assert result.returncode == 0, result.stderr
    return ROOT / result.stdout.strip()


def rows(server):
    """How many rows each table has, and a checksum of them."""
    tables = server.ask("SELECT schemaname, relname FROM pg_stat_user_tables ORDER BY 1, 2")
    still = [table for table in tables if not any(word in str(table[1]) for word in MOVING)]
    whole = "SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM {}.{} t"
    return {table: server.ask(whole.format(*table))[0] for table in still}


def told(server, question):
    """Each line of an answer, in order. PostgreSQL writes casts and brackets otherwise when it reads its own dump."""
    return sorted(re.sub(r"::(text|character varying)(\[\])?|[()]", "", str(row)) for row in server.ask(question))


def schema(server):
    return server.ask("SELECT schema_name FROM organizations_organization WHERE slug = 'north'")[0][0]


def upload(server, name):
    [[organization]] = server.ask("SELECT id FROM organizations_organization WHERE slug = 'north'")
    place = server.folder / "data" / "uploads" / str(organization) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("kept")
    return place


@pytest.mark.slow  # an organization alone comes back in every run
def test_whole_site_comes_back_on_an_empty_server(server, script, tmp_path):
    place = upload(server, "first")
    backup = saved(script, server)
    with empty_server(tmp_path / "other") as other:
        shutil.copytree(server.folder / "secrets", other.folder / "secrets")
        assert other.once("logins").returncode == 0
        refused = script(other, "restore", saved(script, server, "north"))
        assert "say --organization north" in refused.stderr
        restored = script(other, "restore", backup)
        assert restored.returncode == 0, restored.stderr

        assert rows(other) == rows(server)
        assert told(other, RIGHTS) == told(server, RIGHTS)
        assert told(other, GUARDS) == told(server, GUARDS)
        assert (other.folder / place.relative_to(server.folder)).read_text() == "kept"
        people_can_come_in(other, server)


def people_can_come_in(other, server):
    """The pages run on it, with the secrets that were kept."""
    shutil.copytree(server.folder / "static", other.folder / "static")
    other.start("web")
    other.start_proxy()
    wait_for(lambda: other.once("web", "python", "-m", "stpnet.probe").returncode == 0, seconds=60)
    visitor = Visitor(other)
    visitor.sign_in("organizer")
    assert visitor.get("/o/north/people/").status == 200


def test_one_organization_comes_back_as_it_was(server, script):
    name, before = schema(server), rows(server)
    place, backup = upload(server, "second"), saved(script, server, "north")
    with psycopg.connect(host=server.host, user="postgres", dbname="stpnet") as connection:
        connection.execute(f"TRUNCATE {name}.members_member CASCADE")
    place.unlink()
    younger = upload(server, "younger")
    kept = {question: told(server, question) for question in (RIGHTS, GUARDS, NUMBERS)}
    refused = script(server, "restore", backup, "--organization", "north")
    assert (refused.returncode, "With --replace it is put back" in refused.stderr) == (1, True)
    assert rows(server) != before
    restored = script(server, "restore", backup, "--organization", "north", "--replace")
    assert restored.returncode == 0, restored.stderr

    assert "as the backup says" in restored.stdout
    assert rows(server) == before
    assert not younger.exists()
    assert {question: told(server, question) for question in kept} == kept
    assert place.read_text() == "kept"


def test_who_was_erased_since_stays_erased(server, script, tmp_path):
    lists = tmp_path / "list.csv"
    lists.write_text("Given name,Family name,E-mail\nAna,Quetzalcanary,quetzalcanary@example.org\n")
    came = server.once("migrate", "python", "manage.py", "import_members", str(lists), "--organization", "north")
    assert came.returncode == 0, came.stderr
    name = schema(server)
    found = f"SELECT id FROM {name}.members_member WHERE family_name = 'Quetzalcanary'"
    [[pk]] = server.ask(found)
    backup = saved(script, server, "north")
    erase = ["manage.py", "erase_member", "--organization", "north", "--member", str(pk), "--yes"]
    assert server.once("migrate", "python", *erase).returncode == 0
    restored = script(server, "restore", backup, "--organization", "north", "--replace")
    assert restored.returncode == 0, restored.stderr

    assert "1 people erased again" in restored.stdout
    assert server.ask(found) == []
    assert str(pk) in (server.folder / "data" / "gone.txt").read_text()


def test_nothing_of_a_backup_can_be_read_without_the_key(server, script):
    backup = saved(script, server)

    assert backup.suffixes[-2:] == [".tar", ".gpg"]
    assert b"organizer@north" not in backup.read_bytes()
    assert b"PGDMP" not in backup.read_bytes()
    assert oct(backup.stat().st_mode & 0o777) == "0o600"
    # And a whole site does not come over one that is there.
    refused = script(server, "restore", backup)
    assert (refused.returncode, "only restored into an empty one" in refused.stderr) == (1, True)


def test_backups_are_kept_for_35_days(server, script):
    first = saved(script, server, "north")
    old, young = (first.with_name(f"2020-0{month}-01T000000Z.tar.gpg") for month in (1, 2))
    for file, days in ((old, 37), (young, 34)):
        file.write_text("")
        os.utime(file, (time.time() - days * 86400,) * 2)
    time.sleep(1)
    saved(script, server, "north")

    assert (old.exists(), young.exists(), first.exists()) == (False, True, True)


def test_backup_that_fails_is_none(server, script, tmp_path):
    result = script(server, "backup", "nowhere")

    assert result.returncode == 1
    assert "There is no organization at nowhere." in result.stderr
    assert not list((tmp_path / "backups").glob("*.gpg"))
