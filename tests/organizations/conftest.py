"""What tests about coming in share."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from organizations.models import Membership, User
from stpnet.in_org import on_public_side
from tests.mail_server import MailServer, at, mail_server
from tests.seeds import PASSWORD


@pytest.fixture
def verified(db: None) -> None:
    """Every address of the seeds has been confirmed."""
    with on_public_side():
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in User.objects.all()
        )


@pytest.fixture
def owner(db: None, sign_in: Callable[..., Client]) -> Client:
    """The owner of north, who gave the password just now."""
    client = sign_in("owner")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def server(db: None, settings: Any) -> Iterator[MailServer]:
    """The mail server of a site that has an outbox."""
    with mail_server() as server:
        settings.MAILERS = at(server.port)
        yield server


def user(role: str, slug: str = "north") -> User:
    with on_public_side():
        return User.objects.get(email=f"{role}@{slug}.example.org")


def membership(role: str, slug: str = "north") -> Membership:
    with on_public_side():
        return (
            Membership.objects.with_roles()
            .select_related("organization", "user")
            .get(user__email=f"{role}@{slug}.example.org", organization__slug=slug)
        )


def link(number: int = -1) -> str:
    """The address of the invitation in a mail, the last one unless said."""
    return re.search(r"/invitations/\S+/", mail.outbox[number].body)[0]  # type: ignore[index]
