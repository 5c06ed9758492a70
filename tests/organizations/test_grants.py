"""Rights in PostgreSQL are those of the models, and every migration looks."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from organizations import grants, schemas
from stpnet.db.owner import as_owner


def do(statement):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_organization_has_the_rights_of_the_models_and_no_others(committed, north_and_south):
    for organization in north_and_south:
        assert grants.differences(organization.schema_name, organization.schema_name, schemas.tenant_tables()) == []


@pytest.fixture
def north_and_south(committed):
    from tests.seeds import of

    return of("north"), of("south")


def test_right_too_many_and_right_that_is_missing_are_both_told(east):
    name = east.schema_name
    do(f'GRANT DELETE, UPDATE (actor_id) ON "{name}".audit_auditevent TO "{name}"')
    do(f'REVOKE SELECT ON "{name}".members_member FROM "{name}"')

    assert grants.differences(name, name, schemas.tenant_tables()) == [
        f"{name} may DELETE on audit_auditevent and should not",
        f"{name} may UPDATE (actor_id) on audit_auditevent and should not",
        f"{name} may not SELECT on members_member",
    ]


def test_migration_takes_back_what_the_role_has_too_many_of_and_stops_at_what_others_have(east, capsys):
    name = east.schema_name
    do(f'GRANT DELETE ON "{name}".audit_auditevent TO "{name}"')
    call_command("migrate_organizations")
    assert grants.differences(name, name, schemas.tenant_tables()) == []

    do(f'GRANT SELECT ON "{name}".members_member TO PUBLIC')
    with pytest.raises(CommandError, match="Not migrated: east"):
        call_command("migrate_organizations")
    assert "may SELECT on members_member and should not" in capsys.readouterr().err
