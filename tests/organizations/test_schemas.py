"""Schemas of organizations: brought up to date, dropped, and one after the other."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection

from organizations import schemas
from organizations.actions import create_organization, delete_organization
from organizations.models import Organization
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org
from tests.committed import in_threads
from tests.seeds import whose


def test_name_is_opaque_and_new_each_time():
    names = {schemas.new_schema_name() for _ in range(100)}

    assert len(names) == 100
    assert all(len(name) == 14 and name.startswith("t_") for name in names)


def test_migrating_again_changes_nothing_and_keeps_the_rows(east):
    with as_owner():
        schemas.migrate(east)

    with in_org(east):
        assert whose() == {"east"}


def test_migrating_gives_the_role_back_its_rights(east):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'REVOKE ALL ON ALL TABLES IN SCHEMA "{east.schema_name}" FROM "{east.schema_name}"')
    with in_org(east), pytest.raises(ProgrammingError, match="permission denied"):
        whose()
    with as_owner():
        schemas.migrate(east)

    with in_org(east):
        assert whose() == {"east"}


def test_public_is_never_dropped(committed):
    with pytest.raises(ValueError, match="public"):
        schemas.drop("public")


def test_two_organizations_made_at_once_are_both_whole(committed):
    start = threading.Barrier(2, timeout=60)

    def make(slug):
        start.wait()
        return create_organization(slug)

    made = in_threads(lambda: make("east"), lambda: make("west"))
    try:
        for organization in made:
            with in_org(organization), connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM members_member")
    finally:
        for organization in made:
            delete_organization(organization)


def test_same_address_wanted_twice_at_once_is_given_once(committed):
    start = threading.Barrier(2, timeout=60)

    def make():
        start.wait()
        try:
            return create_organization("east").slug
        except ValidationError as refused:
            return refused.messages[0]

    try:
        taken = "Another organization has this address. Choose another one."
        assert sorted(in_threads(make, make)) == [taken, "east"]
    finally:
        delete_organization(Organization.objects.get(slug="east"))
