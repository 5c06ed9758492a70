"""A whole site, put back into a database in which there is none."""

import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

from organizations import schemas
from organizations.backups import NoBackup, sums, tools
from organizations.backups.one import feed
from organizations.models import Organization
from stpnet.db.wrapper import current

_THERE = """
    SELECT to_regclass('public.organizations_organization') IS NOT NULL
        OR EXISTS (SELECT FROM pg_namespace WHERE nspname ~ '^t_[0-9a-f]{12}$')
"""


def restore(about: dict[str, Any], pieces: Iterator[bytes]) -> None:
    """Put back every table with its roles and rights."""
    if not about["whole"]:
        [slug] = [each["row"]["slug"] for each in about["organizations"]]
        raise NoBackup(f"This is a backup of one organization: say --organization {slug}.")
    with current().cursor() as cursor:
        cursor.execute(_THERE)
        if cursor.fetchone()[0]:
            raise NoBackup(
                "There is a site in this database already: a whole site is only restored into an empty one. "
                "With --organization SLUG one organization of this backup is put back."
            )
    for each in about["organizations"]:
        # Rights name it, so it has to be there before.
        schemas.ensure_role(Organization(schema_name=each["row"]["schema_name"]))
    _read(pieces)
    with current().cursor() as cursor:
        cursor.execute("ANALYZE")
    if wrong := [table for schema, said in about["sums"].items() for table in sums.differing(schema, said)]:
        raise NoBackup(f"Restored, and not what the backup says: {', '.join(wrong)}. Do not use this database.")


def _read(pieces: Iterator[bytes]) -> None:
    program = tools.find("pg_restore")
    address, variables = tools.address()
    # Comments stand on the extensions alone, and those belong to whoever made them.
    command = [program, "--exit-on-error", "--no-comments", f"--dbname={address}"]
    with tempfile.TemporaryFile() as trouble:
        with subprocess.Popen(command, env=variables, stdin=subprocess.PIPE, stderr=trouble) as reading:
            feed(reading, pieces)
        trouble.seek(0)
        if reading.returncode:
            said = trouble.read().decode(errors="replace").strip()
            raise NoBackup(f"The database is half filled: drop it and begin again. {said}")
