"""The two logins and the database, made once by a login that may: `python -m stpnet.db.logins`.

Run again it changes nothing but the passwords, to those that are set now.
"""

import sys
from typing import Any, NamedTuple

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Identifier, Literal

EXTENSIONS = ("unaccent", "pg_trgm")
# The owner makes schemas and roles. The application may become each organization's role, and is nothing by itself.
OWNER_MAY = SQL("LOGIN CREATEROLE")
APP_MAY = SQL("LOGIN NOINHERIT")


class Login(NamedTuple):
    """A login; without a password it comes in where none is asked for."""

    name: str
    password: str = ""


def make(connection: Connection[Any], *, owner: Login, app: Login, database: str) -> None:
    """Make what is missing; a run that was cut off is completed."""
    for login, rights in ((owner, OWNER_MAY), (app, APP_MAY)):
        name = Identifier(login.name)
        if not _exists(connection, "pg_roles", "rolname", login.name):
            connection.execute(SQL("CREATE ROLE {}").format(name))
        connection.execute(SQL("ALTER ROLE {} {} PASSWORD {}").format(name, rights, _closed(connection, login)))
    if not _exists(connection, "pg_database", "datname", database):
        connection.execute(SQL("CREATE DATABASE {} OWNER {}").format(Identifier(database), Identifier(owner.name)))


def add_extensions(connection: Connection[Any]) -> None:
    """Add what search needs to the database that the connection is in."""
    for name in EXTENSIONS:
        connection.execute(SQL("CREATE EXTENSION IF NOT EXISTS {}").format(Identifier(name)))


def _closed(connection: Connection[Any], login: Login) -> Literal:
    """Return the password as PostgreSQL keeps it: in clear it could end in the server's log."""
    if not login.password:
        return Literal(None)
    kept = connection.pgconn.encrypt_password(login.password.encode(), login.name.encode(), b"scram-sha-256")
    return Literal(kept.decode())


def _exists(connection: Connection[Any], table: str, column: str, name: str) -> bool:
    found = SQL("SELECT FROM {} WHERE {} = %s").format(Identifier(table), Identifier(column))
    return connection.execute(found, [name]).fetchone() is not None


def main() -> int:
    """Read the addresses of all three logins; the database is the one that the application's names."""
    from stpnet import env  # noqa: PLC0415 - the embedded server uses the rest without any settings

    admin, owner, app = (
        env.database(env.text(f"DATABASE_{who}URL"), password=env.text(f"DATABASE_{who}PASSWORD", ""))
        for who in ("ADMIN_", "OWNER_", "")
    )
    with _connected(admin, admin["NAME"]) as connection:
        made = [Login(login["USER"], login["PASSWORD"]) for login in (owner, app)]
        make(connection, owner=made[0], app=made[1], database=app["NAME"])
    with _connected(admin, app["NAME"]) as connection:
        add_extensions(connection)
    return 0


def _connected(login: dict[str, Any], database: str) -> Connection[Any]:
    parts = {"host": login["HOST"], "port": login["PORT"], "user": login["USER"], "password": login["PASSWORD"]}
    return psycopg.connect(dbname=database, autocommit=True, **{name: value for name, value in parts.items() if value})


if __name__ == "__main__":
    sys.exit(main())
