"""One organization of a backup, put back in the site that runs: all of it or nothing, and nobody sees it half done."""

import subprocess
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from psycopg import sql

from organizations import ledger, schemas
from organizations.backups import NoBackup, sums, tools
from organizations.models import Membership, MembershipRole, Organization, User
from stpnet.db.wrapper import current


def restore(
    about: dict[str, Any],
    pieces: Iterator[bytes],
    rest: Callable[[Organization], None],
    *,
    slug: str,
    replace: bool,
    gone: Collection[ledger.Gone],
) -> Organization:
    """Put it back. `rest` reads what comes after the rows: where it raises, nothing is changed."""
    said = next((each for each in about["organizations"] if each["row"]["slug"] == slug), None)
    if said is None:
        raise NoBackup(f"There is no organization at {slug} in this backup.")
    organization = _organization(said["row"], about["made_at"], replace, gone)
    is_new = organization._state.adding  # noqa: SLF001 - Django's own mark of a row that is not saved
    with schemas.one_at_a_time():
        schemas.ensure_role(organization)
        try:
            said_sums = about["sums"][organization.schema_name]
            _replace_schema(organization, pieces, said_sums, lambda: rest(organization))
            _rows(organization, said, is_new=is_new)
        except BaseException:
            if is_new:
                schemas.drop(organization.schema_name)
            raise
    return organization


def _organization(row: dict[str, Any], made_at: str, replace: bool, gone: Collection[ledger.Gone]) -> Organization:
    """Return its row here, or the one of the backup, not saved yet; raises NoBackup where it may not come back."""
    made = Organization()
    for field in Organization._meta.concrete_fields:  # noqa: SLF001 - the way to a model's columns
        if field.attname in row:
            setattr(made, field.attname, field.to_python(row[field.attname]))
    if ledger.is_gone(made.pk, made.created_at, {*gone, *ledger.read()}):
        raise NoBackup(f"{made.slug} was deleted for good. Where that was a mistake, bring in a file with everything.")
    if here := Organization.objects.filter(pk=made.pk).first():
        if not replace:
            raise NoBackup(
                f"{here.slug} is here already. With --replace it is put back as it was at {made_at[:16]} UTC, and whatever it "
                "wrote since then is gone: tell its people first."
            )
        here.schema_version = made.schema_version
        return here
    # Whoever closed it may not be here, and nobody here was told.
    made.closed_at, made.closed_by, made.closing_reason = None, None, ""
    try:
        made.full_clean(exclude=["id"])
    except ValidationError as error:
        raise NoBackup(" ".join(error.messages)) from error
    return made


def _rows(organization: Organization, said: dict[str, Any], *, is_new: bool) -> None:
    """Note how far its tables were brought; one that is new here gets its row, and those of its people who are here."""
    with transaction.atomic():
        if not is_new:
            Organization.objects.filter(pk=organization.pk).update(schema_version=organization.schema_version)
            return
        organization.save(force_insert=True)
        here = {str(pk) for pk in User.objects.values_list("pk", flat=True)}
        for each in said["people"]:
            if each["user"] in here and each["roles"]:
                membership = Membership.objects.create(
                    organization=organization, user_id=each["user"], ends_on=each["ends_on"]
                )
                MembershipRole.objects.bulk_create(
                    [MembershipRole(membership=membership, role=role) for role in each["roles"]]
                )


def _replace_schema(
    organization: Organization, pieces: Iterator[bytes], said: dict[str, Any], rest: Callable[[], None]
) -> None:
    """Let psql run what pg_restore makes of the backup, and the checks of every table.

    COMMIT is said last, and only then: when anything raises on the way, psql comes to its end without it, and whatever
    it did is rolled back.
    """
    psql, pg_restore = tools.find("psql"), tools.find("pg_restore")
    address, variables = tools.address()
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]
    with tempfile.TemporaryFile() as trouble, subprocess.Popen(
        [psql, *options, f"--dbname={address}"],
        env=variables, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=trouble,
    ) as into:  # fmt: skip
        assert into.stdin  # noqa: S101 - tells the type checker
        with suppress(BrokenPipeError):  # psql gave up, and says why
            into.stdin.write(_beginning(organization).encode())
            into.stdin.flush()
            whole = _script(
                [pg_restore, f"--schema={organization.schema_name}", "--file=-"], pieces, into.stdin, trouble
            )
            rest()
            checks = sums.checks(organization.schema_name, said) if whole else "SELECT 1/0;"
            into.stdin.write(f"{checks}\nCOMMIT;\n".encode())
        with suppress(BrokenPipeError):
            into.stdin.close()
        into.wait()
        trouble.seek(0)
        if into.returncode:
            raise NoBackup(f"Nothing was changed: {_first_line(trouble)}")


def _beginning(organization: Organization) -> str:
    schema = sql.Identifier(organization.schema_name)
    grantee = sql.Identifier(schemas.grantee(organization))
    statements = sql.SQL(
        "BEGIN; SET TIME ZONE 'UTC'; SET client_min_messages = warning; DROP SCHEMA IF EXISTS {0} CASCADE; "
        "CREATE SCHEMA {0}; GRANT USAGE ON SCHEMA {0} TO {1};\n"
    )
    return statements.format(schema, grantee).as_string(current().connection)


def _script(command: list[str], pieces: Iterator[bytes], to: IO[bytes], trouble: IO[bytes]) -> bool:
    """Let pg_restore write statements there from the pieces; whether it came to its end."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=to, stderr=trouble) as making:
        feed(making, pieces)
    return making.returncode == 0


def feed(program: subprocess.Popen[bytes], pieces: Iterator[bytes]) -> None:
    """Hand a program what it reads, for as long as it wants any."""
    assert program.stdin  # noqa: S101 - tells the type checker
    with suppress(BrokenPipeError):
        for piece in pieces:
            program.stdin.write(piece)
    with suppress(BrokenPipeError):
        program.stdin.close()


def _first_line(trouble: IO[bytes]) -> str:
    lines = [line for line in trouble.read().decode(errors="replace").splitlines() if line.strip()]
    return lines[0] if lines else "the database gave no reason"
