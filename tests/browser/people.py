"""Run in the site's environment: someone for each role in the demo group, and what tests need beside the demo."""

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - Django first

from members.actions import add_member  # noqa: E402
from organizations.actions import add_person, create_organization  # noqa: E402
from organizations.models import Organization, Role, User  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402
from tests.seeds import PASSWORD, SETTLED  # noqa: E402

# People on no level, for one test each: "Nadia Desk" for the one at 1280, "Nadia Phone" at 390, "Nadia Plain"
# without JavaScript.
GIVEN_NAMES = ("Nadia", "Omar", "Priya")
FAMILY_NAMES = ("Desk", "Phone", "Plain")
OTHER_GROUPS = {
    "canal": "Canal Street Neighbors",
    "fields": "Field Hands United",
    "mill": "Mill Town Tenants",
    "senda": "Señda Común",
}


def main() -> None:
    group = Organization.objects.get(slug="elm-court")
    for role in Role:
        user = account(str(role), f"{role.label} Rivera")
        add_person(group, user, roles=[role])
        if role is Role.COACH:
            add_person(
                create_organization("empty-lot", name="Empty Lot", requires_mfa=[], **SETTLED),
                user,
                roles=[Role.DATA_LEAD],
            )
    add_people(group)
    add_coach_in_six(group)


def account(name: str, full_name: str) -> User:
    user: User = User.objects.create_user(f"{name}@example.org", PASSWORD, name=full_name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def add_coach_in_six(group: Organization) -> None:
    """six@example.org: enough groups for a field that narrows the list."""
    user = account("six", "Six Rivera")
    add_person(group, user, roles=[Role.COACH])
    add_person(Organization.objects.get(slug="empty-lot"), user, roles=[Role.COACH])
    for slug, name in OTHER_GROUPS.items():
        add_person(create_organization(slug, name=name, requires_mfa=[], **SETTLED), user, roles=[Role.VIEWER])


def add_people(group: Organization) -> None:
    with in_org(group):
        for given_name in GIVEN_NAMES:
            for family_name in FAMILY_NAMES:
                add_member(by=None, columns={"given_name": given_name, "family_name": family_name})


if __name__ == "__main__":
    main()
