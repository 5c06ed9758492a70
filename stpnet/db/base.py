"""PostgreSQL backend that keeps organizations apart.

Each organization is a schema and a role of the same opaque name. Before a cursor is handed out, the path that
PostgreSQL itself reports is compared with the one asked for, and path and role are set in one statement when they
differ. Before each statement the two are compared again, and a difference raises instead of reading a neighbor.
"""

import re
from typing import Any, Protocol

from django.conf import settings
from django_tenants.postgresql_backend import base as tenants
from psycopg.pq import TransactionStatus

from stpnet.db.errors import WrongSearchPath
from stpnet.db.introspection import DatabaseIntrospection
from stpnet.db.operations import DatabaseOperations, DatabaseSchemaEditor

PUBLIC = "public"
# A function that reads no table may be named where it stands: see `experiments.searching.nearest`.
_SCHEMAS = re.compile(r"\b(t_[0-9a-f]{12}|public(?=\"?\.(?!similarity\()))")
# These may run whatever the path is: they end or mark a transaction and read no table.
_TRANSACTION_WORDS = ("SAVEPOINT", "ROLLBACK", "RELEASE", "COMMIT", "SET CONSTRAINTS")


class HasSchema(Protocol):
    """What the backend needs of an organization."""

    schema_name: str


def _quote(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


class DatabaseWrapper(tenants.DatabaseWrapper):
    """django-tenants' backend with errors that propagate, a role for each organization, and a guard."""

    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
    schema_name: str
    tenant: HasSchema
    include_public_schema: bool
    _setting_search_path: bool
    # True while the login is the owner of the schemas (migrations, new organizations): it sets no role.
    as_owner = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.introspection = DatabaseIntrospection(self)
        self.execute_wrappers.append(self._refuse_wrong_path)

    def get_connection_params(self) -> dict[str, Any]:
        """Fill in this checkout's own server when no address is set; it is started here and not before."""
        if self.settings_dict["HOST"] == "embedded":
            from stpnet import embedded  # noqa: PLC0415 - only needed without an address

            self.settings_dict["HOST"] = embedded.postgres().host
        return super().get_connection_params()  # type: ignore[no-any-return]

    def set_tenant(self, tenant: HasSchema, include_public: bool = False) -> None:
        """Enter a schema and no other: a table that is missing there is looked for nowhere else."""
        super().set_tenant(tenant, include_public=False)

    def handle_search_path(self, cursor: Any = None) -> None:
        """Bring the connection to the schema asked for, when PostgreSQL says it is elsewhere."""
        self._handle_search_path(cursor)

    def _handle_search_path(self, cursor: Any = None) -> None:
        # In a failed transaction only ROLLBACK works; a SET would fail and hide the first error.
        if self._setting_search_path or self._transaction_failed() or self._reported_path() == self._wanted_path():
            return
        path = ", ".join(_quote(name) for name in self._get_cursor_search_paths())
        self._setting_search_path = True
        try:
            # One string, so that path and role change and roll back together: only the path is reported back.
            with self.wrap_database_errors, self.connection.cursor() as own:
                own.execute(f"SET search_path = {path}; SET ROLE {self._wanted_role()}")
        finally:
            self._setting_search_path = False

    def _refuse_wrong_path(self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not self._transaction_failed() and not str(sql).lstrip().upper().startswith(_TRANSACTION_WORDS):
            self.check_path()
            if not settings.ORGANIZATION_ROLES and not self.as_owner:
                self._refuse_named_schemas(str(sql))
        return execute(sql, params, many, context)

    def _refuse_named_schemas(self, sql: str) -> None:
        """Where no role refuses it: raise when a statement names the schema of another organization, or the public one."""
        if foreign := set(_SCHEMAS.findall(sql)) - {self.schema_name}:
            raise WrongSearchPath(f"names {', '.join(sorted(foreign))} in {self.schema_name}")

    def check_path(self) -> None:
        """Raise WrongSearchPath unless PostgreSQL reports the path asked for. Costs no round trip."""
        if (actual := self._reported_path()) != (wanted := self._wanted_path()):
            raise WrongSearchPath(f"on {actual!r}, wanted {wanted!r}")

    def _reported_path(self) -> str:
        # PostgreSQL 18 reports search_path to the client whenever it changes, rollbacks included.
        return (self.connection.info.parameter_status("search_path") or "").replace('"', "")

    def _wanted_path(self) -> str:
        return ", ".join(self._get_cursor_search_paths())

    def _wanted_role(self) -> str:
        own = settings.ORGANIZATION_ROLES and not self.as_owner and self.schema_name != PUBLIC
        return _quote(self.schema_name) if own else "NONE"

    def _transaction_failed(self) -> bool:
        return bool(self.connection.info.transaction_status == TransactionStatus.INERROR)
