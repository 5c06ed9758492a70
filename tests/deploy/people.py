"""`python -m tests.deploy.people`: makes north, with one person for each role who has confirmed their address."""

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402

from organizations.models import User  # noqa: E402
from tests.seeds import make_organization  # noqa: E402

make_organization("north", "North River")
for user in User.objects.all():
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
