"""Everybody of the seeds has confirmed their address, as people have who sign in."""

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction

from organizations.models import User


@pytest.fixture(autouse=True)
def _confirmed(db):
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in User.objects.all()
    )


@pytest.fixture
def commits_at_once(monkeypatch):
    """What waits for a commit, such as mail, runs at once: a test's own transaction never ends in one."""
    monkeypatch.setattr(transaction, "on_commit", lambda run, **_how: run())
