"""Organizations and who belongs to them: made whole or not at all."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.transaction import TransactionManagementError, atomic

from members.models import Member, UnitKind
from organizations import registry
from organizations.actions import add_person, create_organization, delete_organization
from organizations.models import RESERVED_SLUGS, Membership, MembershipRole, Organization, Role, User
from stpnet.in_org import in_org
from tests.seeds import of


def in_the_cluster(kind):
    """The schemas or roles of organizations that PostgreSQL has."""
    table, column = {"schemas": ("pg_namespace", "nspname"), "roles": ("pg_roles", "rolname")}[kind]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} LIKE 't\\_%%'")
        return {row[0] for row in cursor.fetchall()}


def test_new_organization_has_schema_role_and_first_rows(east):
    assert east.schema_name in in_the_cluster("schemas") & in_the_cluster("roles")
    with in_org(east):
        assert UnitKind.objects.filter(is_default=True).count() == 1


def test_new_organization_takes_its_settings(committed):
    made = create_organization("east", name="East Valley", time_zone="America/Chicago", first_quarter_month=7)
    try:
        made.refresh_from_db()
        assert (made.name, made.time_zone, made.first_quarter_month) == ("East Valley", "America/Chicago", 7)
    finally:
        delete_organization(made)


@pytest.mark.parametrize("fault", [ZeroDivisionError, KeyboardInterrupt])
def test_failed_organization_leaves_neither_row_nor_schema_nor_role(committed, monkeypatch, fault):
    tried = []

    def fail(organization):
        tried.append(organization.schema_name)
        raise fault

    monkeypatch.setattr(registry, "on_create", [*registry.on_create, fail])
    with pytest.raises(fault):
        create_organization("east")

    assert tried[0] not in in_the_cluster("schemas") | in_the_cluster("roles")
    assert not Organization.objects.filter(slug="east").exists()
    assert connection.schema_name == "public"


def test_failed_organization_can_be_made_again(committed, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(registry, "on_create", [len])  # an organization has no length
        with pytest.raises(TypeError):
            create_organization("east")

    delete_organization(create_organization("east"))


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("north", "Another organization has this address. Choose another one."),
        ("admin", "This address is kept for other pages. Choose another one."),
        ("North", "Use small letters, digits and single dashes."),
        ("a--b", "Use small letters, digits and single dashes."),
        ("-a", "Use small letters, digits and single dashes."),
        ("a b", "Use small letters, digits and single dashes."),
        ("a/b", "Use small letters, digits and single dashes."),
        ("a\n", "Use small letters, digits and single dashes."),
        ("é", "Use small letters, digits and single dashes."),
        ("", "This field cannot be blank."),
    ],
)
def test_address_that_cannot_be_is_refused_in_a_sentence(committed, slug, sentence):
    with pytest.raises(ValidationError) as refused:
        create_organization(slug)

    assert sentence in refused.value.messages


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_words_of_our_own_pages_are_kept(committed, slug):
    with pytest.raises(ValidationError):
        create_organization(slug)


def test_unknown_time_zone_is_refused(committed):
    with pytest.raises(ValidationError, match="time zone"):
        create_organization("east", time_zone="Mars/Olympus")


def test_making_an_organization_inside_a_transaction_is_refused(committed):
    with atomic(), pytest.raises(TransactionManagementError):
        create_organization("east")


def test_deleted_organization_leaves_nothing(committed):
    made = create_organization("east")
    name = made.schema_name
    delete_organization(made)

    assert name not in in_the_cluster("schemas") | in_the_cluster("roles")
    assert not Organization.objects.filter(schema_name=name).exists()


def test_deleting_one_leaves_the_others(east, committed):
    delete_organization(create_organization("west"))

    with in_org(east):
        assert Member.objects.count() == len(Role)


@pytest.mark.parametrize(
    ("field", "value"),
    [("schema_name", "public"), ("schema_name", "t_0"), ("slug", "Big"), ("first_quarter_month", 13)],
)
def test_database_refuses_what_the_form_would(db, field, value):
    with pytest.raises(IntegrityError), atomic():
        Organization.objects.filter(slug="south").update(**{field: value})


def test_person_gets_membership_roles_and_a_row(db):
    user = User.objects.create_user("new@example.org", name="Nia Okafor")
    add_person(of("south"), user, roles=[Role.ORGANIZER, Role.DATA_LEAD])

    with in_org(of("south")):
        row = Member.objects.get(user_id=user.pk)
        assert (row.given_name, row.family_name, row.kind, row.status) == ("Nia", "Okafor", "person", "staff")


def test_adding_a_person_again_keeps_what_they_hold(db):
    user = User.objects.create_user("new@example.org", name="Nia Okafor")
    for roles in ([Role.ORGANIZER], [Role.ORGANIZER, Role.OWNER], [Role.VIEWER]):
        membership = add_person(of("south"), user, roles=roles)

    assert Membership.objects.filter(user=user).count() == 1
    held = MembershipRole.objects.filter(membership=membership).values_list("role", flat=True)
    assert sorted(held) == ["organizer", "owner", "viewer"]


def test_coach_from_outside_is_a_guest(db):
    user = User.objects.create_user("new@example.org", name="Nia Okafor")
    add_person(of("south"), user, roles=[Role.COACH])

    with in_org(of("south")):
        assert Member.objects.get(user_id=user.pk).kind == "guest"


def test_person_without_a_role_is_refused(db):
    with pytest.raises(ValidationError, match="sees nothing"):
        add_person(of("south"), User.objects.get(email="owner@north.example.org"), roles=[])
