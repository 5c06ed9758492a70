"""Run in the site's environment: someone for each role in the demo group, and a second group for one of them."""

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - Django first

from organizations.actions import add_person, create_organization  # noqa: E402
from organizations.models import Organization, Role, User  # noqa: E402
from tests.seeds import PASSWORD  # noqa: E402


def main() -> None:
    group = Organization.objects.get(slug="elm-court")
    for role in Role:
        user = User.objects.create_user(f"{role}@example.org", PASSWORD, name=f"{role.label} Rivera")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        add_person(group, user, roles=[role])
        if role is Role.COACH:
            add_person(create_organization("empty-lot", name="Empty Lot"), user, roles=[Role.DATA_LEAD])


if __name__ == "__main__":
    main()
