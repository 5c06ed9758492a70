"""Run in the site's environment: someone to sign in for each role in the demo group, and accounts to keep things in."""

from functools import cache

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - Django first
from django.contrib.auth.hashers import make_password  # noqa: E402

from members.models import Member  # noqa: E402
from organizations.actions import add_person, create_organization  # noqa: E402
from organizations.models import Organization, Role, User  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402
from tests.browser.site import KEEPERS, LEARNERS, OTHER_GROUPS  # noqa: E402
from tests.seeds import PASSWORD, SETTLED  # noqa: E402


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
    for number in range(KEEPERS):
        keeper = account(f"keeper{number}", f"Keeper {number}")
        add_person(group, keeper, roles=[Role.VIEWER])
        with in_org(group):  # a guest is in no list: the first page of people holds everyone whom tests look for
            Member.objects.filter(user_id=keeper.pk).update(kind=Member.Kind.GUEST)
    for number in range(LEARNERS):
        add_person(group, account(f"learner{number}", f"Learner {number}"), roles=[Role.ORGANIZER])
    add_coach_in_six(group)


@cache
def hashed() -> str:
    """Hash the password of them all once: it is slow on purpose."""
    return make_password(PASSWORD)


def account(name: str, full_name: str, email: str = "") -> User:
    user: User = User.objects.create(email=email or f"{name}@example.org", password=hashed(), name=full_name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def add_coach_in_six(group: Organization) -> None:
    """six@example.org: enough groups for a field that narrows the list."""
    user = account("six", "Six Rivera")
    add_person(group, user, roles=[Role.COACH])
    add_person(Organization.objects.get(slug="empty-lot"), user, roles=[Role.COACH])
    for slug, name in OTHER_GROUPS.items():
        add_person(create_organization(slug, name=name, requires_mfa=[], **SETTLED), user, roles=[Role.VIEWER])


if __name__ == "__main__":
    main()
