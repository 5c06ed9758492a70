"""What an owner sets for the group, its address among it, and the page that says who may do what."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from audit.models import AuditEvent
from organizations import rights, settings_of
from organizations.models import FormerSlug, Organization, Role
from organizations.people import Refused
from organizations.permissions import PERMISSIONS
from organizations.settings_form import SettingsForm
from organizations.settings_of import change
from stpnet.in_org import in_org
from tests.organizations.conftest import user
from tests.seeds import of

PAGE = "/o/north/settings/"
RIGHTS = "/o/north/settings/who-may-do-what/"


def typed(**differs):
    """The form as it stands, with what is typed."""
    now = of("north")
    return {
        "name": now.name,
        "slug": now.slug,
        "time_zone": now.time_zone,
        "week_start": now.week_start,
        "first_quarter_month": now.first_quarter_month,
        "phone_region": now.phone_region,
        "language": now.language,
        "do_not_write": now.do_not_write,
        "record_months": now.record_months,
        "requires_mfa": now.requires_mfa,
        "session_hours": now.session_hours or "",
        **differs,
    }


def moved(*slugs):
    for slug in slugs:
        change(of(of_now()), values={"slug": slug}, by=user("owner"))


def of_now():
    return Organization.objects.get(name="North River").slug


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("name", "North & River", "North & River"),
        ("time_zone", "America/Chicago", "America/Chicago"),
        ("week_start", 7, 7),
        ("first_quarter_month", 7, 7),
        ("phone_region", "mx", "MX"),
        ("do_not_write", "Nobody’s papers.", "Nobody’s papers."),
        ("requires_mfa", ["director"], ["director"]),
        ("session_hours", 12, 12),
        ("record_months", 12, 12),
    ],
)
def test_setting_is_saved(sign_in, field, value, kept):
    response = sign_in("owner").post(PAGE, typed(**{field: value}))

    assert (response.status_code, response.url) == (302, PAGE)
    assert getattr(of("north"), field) == kept


def test_change_is_recorded_by_the_names_of_fields(sign_in):
    sign_in("owner").post(PAGE, typed(name="Another", week_start=7))

    with in_org(of("north")):
        event = AuditEvent.objects.get(action="organization.settings")
    assert event.fields == ["name", "week_start"]
    assert event.actor_id is not None


def test_nothing_changed_is_no_event(sign_in):
    sign_in("owner").post(PAGE, typed())

    with in_org(of("north")):
        assert not AuditEvent.objects.filter(action="organization.settings").exists()


@pytest.mark.parametrize(
    ("differs", "sentence"),
    [
        ({"slug": "south"}, "Another organization has this address. Choose another one."),
        ({"slug": "admin"}, "This address is kept for other pages. Choose another one."),
        ({"slug": "a--b"}, "Use small letters, digits and single dashes."),
        ({"slug": ""}, "This field is required."),
        ({"name": ""}, "This field is required."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice."),
        ({"first_quarter_month": 13}, "Select a valid choice."),
        ({"phone_region": "ZZ"}, "This region is not known."),
        ({"requires_mfa": ["king"]}, "This role does not exist."),
        ({"session_hours": 0}, "Choose from 1 to 720 hours"),
        ({"session_hours": 721}, "Choose from 1 to 720 hours"),
    ],
)
def test_what_cannot_be_comes_back(sign_in, differs, sentence):
    before = Organization.objects.filter(slug="north").values().get()
    response = sign_in("owner").post(PAGE, typed(**differs))

    assert response.status_code == 422
    assert sentence in response.text
    assert 'action="/o/north/' in response.text or "/o/north/" in response.text
    assert Organization.objects.filter(pk=before["id"]).values().get() == before


def test_old_address_leads_to_the_new_one(sign_in):
    client = sign_in("owner")
    moved_to = client.post(PAGE, typed(slug="River"))

    assert moved_to.url == "/o/river/settings/"
    assert client.get(moved_to.url).status_code == 200
    assert client.get("/o/north/people/?page=2").url == "/o/river/people/?page=2"


def test_address_changed_twice_leads_on_from_both(sign_in):
    moved("river", "water")
    client = sign_in("owner")

    for old in ("north", "river", "NORTH"):
        assert client.get(f"/o/{old}/ladder/").url == "/o/water/ladder/"


def test_address_changed_back_is_the_one_again(sign_in):
    moved("river", "north")
    client = sign_in("owner")

    assert client.get("/o/river/ladder/").url == "/o/north/ladder/"
    assert client.get("/o/north/ladder/").status_code == 200
    assert [str(each) for each in FormerSlug.objects.all()] == ["river"]


def test_form_sent_to_the_old_address_is_sent_on(sign_in):
    moved("river")
    response = sign_in("owner").post(PAGE, {"name": "x"})

    assert (response.status_code, response.url) == (307, "/o/river/settings/")


def test_old_address_says_nothing_to_others(sign_in):
    moved("river")
    outsider = sign_in("owner", "south")

    assert outsider.get("/o/north/").status_code == outsider.get("/o/nowhere/").status_code == 404
    assert Client().get("/o/north/").url == "/accounts/login/?next=%2Fo%2Fnorth%2F"


def test_old_address_is_nobody_elses(sign_in):
    moved("river")
    south = Organization.objects.get(slug="south")
    south.slug = "north"

    with pytest.raises(Exception, match="had this address before"):
        south.full_clean()


def test_address_that_two_take_at_once_goes_to_one(db):
    with pytest.raises(Refused, match="Another organization has this address"):
        change(of("north"), values={"slug": "south"}, by=user("owner"))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_settings_are_for_owners(sign_in, role):
    client = sign_in(role)

    assert client.get(PAGE).status_code == client.post(PAGE, typed(name="x")).status_code == 403
    assert of("north").name == "North River"
    with pytest.raises(Refused, match="not an owner"):
        change(of("north"), values={"name": "x"}, by=user(role))


def test_settings_take_get_and_post(sign_in):
    client = sign_in("owner")

    assert {client.put(PAGE).status_code, client.delete(PAGE).status_code, client.post(RIGHTS).status_code} == {405}


def test_every_setting_says_what_it_does(sign_in):
    page = sign_in("owner").get(PAGE)

    assert {name for name, field in page.context["form"].fields.items() if not field.help_text} == set()


def test_every_setting_stands_under_one_heading(north):
    form = SettingsForm(instance=north)

    assert sorted(field.name for _title, fields in form.groups() for field in fields) == sorted(form.fields)


@pytest.mark.parametrize("hours", [0, 721])
def test_database_refuses_hours_that_are_none(db, hours):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.filter(slug="south").update(session_hours=hours)


def test_new_group_asks_its_leaders_for_a_second_step(db):
    assert Organization(slug="x").requires_mfa == ["owner", "director", "data_lead"]


def test_every_right_is_in_words_once():
    words = [action for _title, actions in rights.GROUPS for action in actions]

    assert sorted(words) == sorted(PERMISSIONS)


@pytest.mark.parametrize("role", Role)
def test_everybody_reads_who_may_do_what(sign_in, role):
    page = sign_in(role).get(RIGHTS)

    assert page.status_code == 200
    assert f"<b>{role.label}</b>" in page.text
    assert RIGHTS in sign_in(role).get("/o/north/ladder/").text


@pytest.mark.parametrize(
    ("roles", "what", "said"),
    [
        ([Role.COACH], "See people", "Not with your roles. It is for: Owner, Director, Organizer, Data lead."),
        ([Role.ORGANIZER], "See people", "For the people you organize, and those of the units that an owner gave you."),
        ([Role.ORGANIZER, Role.DATA_LEAD], "See people", "Yes"),
        ([Role.VIEWER], "See the ladder", "Figures, without names; small ones are hidden."),
        ([Role.COACH], "Read experiments", "Yes, without names of people who have no account."),
        ([Role.OWNER], "Read experiments", "Yes"),
        ([Role.OWNER], "Read notes that only", "Only your own"),
    ],
)
def test_reader_is_told_why_not(roles, what, said):
    lines = [line for group in rights.in_words(roles) for line in group.lines]

    assert [str(line.for_you) for line in lines if str(line.what).startswith(what)][:1] == [said]


def test_owner_reads_the_table_as_an_organizer_does(sign_in):
    page = sign_in("owner").get(f"{RIGHTS}?role=organizer")

    assert "whose only role is Organizer" in page.text
    assert "For the people you organize" in page.text
    assert "whose only role" not in sign_in("owner").get(f"{RIGHTS}?role=emperor").text


def test_settings_stand_in_the_menu_of_owners_only(sign_in):
    assert PAGE in sign_in("owner").get("/o/north/ladder/").text
    assert f'href="{PAGE}"' not in sign_in("director").get("/o/north/ladder/").text


def test_nobody_belongs_nowhere(rf, db):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/o/river/")
    request.user = AnonymousUser()
    assert settings_of.lead_on(request, "river") is None


def test_sign_in_that_is_too_old_for_the_group_is_asked_again(owner, sign_in):
    Organization.objects.filter(slug="north").update(session_hours=1)
    assert owner.get("/o/north/ladder/").status_code == 200
    session = owner.session
    session["account_authentication_methods"] = [
        {**each, "at": each["at"] - 3601} for each in session["account_authentication_methods"]
    ]
    session.save()

    assert owner.get("/o/north/ladder/").url == "/accounts/reauthenticate/?next=%2Fo%2Fnorth%2Fladder%2F"
    Organization.objects.filter(slug="north").update(session_hours=2)
    assert owner.get("/o/north/ladder/").status_code == 200
