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

from stpnet.embedded.binaries import postgres_programs
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
    UNION ALL SELECT rolname, rolpassword, concat(rolinherit, rolsuper, rolcanlogin, rolcreaterole) FROM pg_authid
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
    """Run a script with the programs of the embedded server instead of those in containers."""

    def run(server, name, *arguments):
        environment = {
            "PATH": f"{postgres_programs()}:{os.environ['PATH']}",
            "GNUPGHOME": str(keys),
            "BACKUP_KEY": str(keys / "backup-key.asc"),
            "BACKUPS": str(tmp_path / "backups"),
            "PG_RUN": f"env PGHOST={server.host} PGUSER=postgres",
            "FILES_RUN": "env",
            "SITE_DATA": server.environment("web")["DATA_DIR"],
            "MIGRATE_RUN": "true",
            "REPLAY_RUN": replaying(server),
        }
        command = ["sh", f"scripts/{name}.sh", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)

    return run


def replaying(server):
    """Return what runs the command as the service "migrate" would, with that service's variables."""
    place = server.folder / "replay.sh"
    given = " ".join(shlex.quote(f"{name}={value}") for name, value in server.environment("migrate").items())
    place.write_text(f"exec env -i {given} {sys.executable} manage.py replay_erasures\n")
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
    kept = {question: told(server, question) for question in (RIGHTS, GUARDS, NUMBERS)}
    restored = script(server, "restore", backup, "north")
    assert restored.returncode == 0, restored.stderr

    assert rows(server) == before
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
    restored = script(server, "restore", backup, "north")
    assert restored.returncode == 0, restored.stderr

    assert "1 people erased again" in restored.stdout
    assert server.ask(found) == []
    assert str(pk) in (server.folder / "data" / "gone.txt").read_text()


def test_nothing_of_a_backup_can_be_read_without_the_key(server, script):
    backup = saved(script, server)

    assert {file.name for file in backup.iterdir()} >= {"roles.sql.gpg", "database.dump.gpg", "uploads.tar.gpg"}
    assert all(b"organizer@north" not in file.read_bytes() for file in backup.iterdir())
    assert all(b"PGDMP" not in file.read_bytes()[:2000] for file in backup.iterdir())
    assert {oct(file.stat().st_mode & 0o777) for file in backup.iterdir()} == {"0o600"}


def test_backups_are_kept_for_35_days(server, script):
    first = saved(script, server)
    old, young = first.with_name("2020-01-01T000000Z"), first.with_name("2020-02-01T000000Z")
    for folder, days in ((old, 37), (young, 34)):
        folder.mkdir()
        os.utime(folder, (time.time() - days * 86400,) * 2)
    time.sleep(1)
    saved(script, server)

    assert (old.exists(), young.exists(), first.exists()) == (False, True, True)


def test_backup_that_fails_is_none(server, script, tmp_path):
    result = script(server, "backup", "nowhere")

    assert (result.returncode, result.stderr) == (1, "There is no organization at nowhere.\n")
    assert all(folder.name.endswith(".unfinished") for folder in (tmp_path / "backups").iterdir())


def test_whole_site_is_not_restored_over_another(server, script):
    backup = saved(script, server)
    result = script(server, "restore", backup)

    assert result.returncode == 1
    assert "into an empty server" in result.stderr
