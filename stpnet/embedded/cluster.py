"""What the embedded PostgreSQL is made of: its settings, logins and database."""

from pathlib import Path

OWNER = "stp_owner"
APP = "stp_app"
DATABASE = "stpnet"
SUPERUSER = "postgres"
# Not template1: a connection there would stop another process from creating a database.
QUIET_DATABASE = "postgres"

SETTINGS = {
    "listen_addresses": "",
    # Two browsers' worth of web threads, a worker and several test workers at once.
    "max_connections": "200",
    # One lock for each table and index that a migration or a dropped organization touches.
    "max_locks_per_transaction": "256",
    "shared_buffers": "128MB",
    "jit": "off",
    # After a power cut the last half second may be missing, but nothing is broken.
    "synchronous_commit": "off",
    # There is no replica: less is written for imports and new databases.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # The log is for faults; statements hold names and telephone numbers.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    # The program logs its errors itself, without the values that PostgreSQL quotes in them.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
}

# C.UTF-8 of PostgreSQL's own: sorting and case are the same on every machine, whatever locales it has.
INITDB = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    # Whoever can open the socket, in a folder with mode 0700, can read the data files too: a password guards nothing.
    "--auth=trust",
    "--no-sync",
    "--no-instructions",
)


def answers(host: Path) -> bool:
    """Tell whether a connection works: the only sign of life that never lies."""
    import psycopg  # noqa: PLC0415 - a quarter of a second that Valkey alone does not need

    try:
        psycopg.connect(host=str(host), user=SUPERUSER, dbname=QUIET_DATABASE, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def prepare(host: Path) -> None:
    """Make the two logins and the database; a run that was cut off is completed."""
    import psycopg  # noqa: PLC0415

    from stpnet.db import logins  # noqa: PLC0415

    with psycopg.connect(host=str(host), user=SUPERUSER, dbname="template1", autocommit=True) as connection:
        logins.add_extensions(connection)  # to template1: every database made from now on has them
        logins.make(connection, owner=logins.Login(OWNER), app=logins.Login(APP), database=DATABASE)
        # Tests make databases of their own.
        connection.execute(f"ALTER ROLE {OWNER} CREATEDB")
