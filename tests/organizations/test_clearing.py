"""What is thrown away each night, and what is kept."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from organizations import clearing, registry, tasks
from organizations.actions import create_organization, delete_organization
from organizations.invitations import invite
from organizations.models import Invitation, Organization, Role, User
from stpnet.celery import app as celery
from tests.seeds import of

OLD, YOUNG = timezone.now() - timedelta(days=31), timezone.now() - timedelta(days=29)


def session(key, *, over):
    now = timezone.now()
    Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=-1 if over else 1))
    user = User.objects.get(email="owner@north.example.org")
    UserSession.objects.create(user=user, session_key=key, ip="192.0.2.7", user_agent="", last_seen_at=OLD)


def file(path, *, days=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("name\n")
    os.utime(path, (time.time() - days * 86400,) * 2)
    return path


def test_sign_ins_that_are_over_go_with_where_they_were_from(db):
    session("over", over=True)
    session("open", over=False)
    clearing.sessions()

    assert [each.session_key for each in Session.objects.filter(session_key__in=["over", "open"])] == ["open"]
    assert [each.session_key for each in UserSession.objects.filter(ip="192.0.2.7")] == ["open"]


@pytest.mark.parametrize("how", ["accepted_at", "withdrawn_at", "expires_at"])
@pytest.mark.parametrize(("when", "left"), [(OLD, 0), (YOUNG, 1)], ids=["old", "young"])
def test_invitations_go_a_month_after_their_end(db, how, when, left):
    made = invite(of("north"), address="ximena@example.org", roles=[Role.VIEWER], by=None)
    values = {how: when, "confirmed_at": when - timedelta(days=7)}
    Invitation.objects.filter(pk=made.pk).update(**values)
    clearing.invitations()

    assert Invitation.objects.filter(pk=made.pk).count() == left


def test_open_invitation_stays(db):
    made = invite(of("north"), address="ximena@example.org", roles=[Role.VIEWER], by=None)
    clearing.invitations()

    assert Invitation.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("joined", "confirmed", "came", "stays"),
    [(OLD, False, None, False), (YOUNG, False, None, True), (OLD, True, None, True), (OLD, False, OLD, True)],
    ids=["never confirmed", "too young", "confirmed", "has signed in"],
)
def test_accounts_that_nobody_confirmed_go(db, joined, confirmed, came, stays):
    user = User.objects.create_user("ximena@example.org")
    User.objects.filter(pk=user.pk).update(date_joined=joined, last_login=came)
    EmailAddress.objects.create(user=user, email=user.email, verified=confirmed)
    clearing.unfinished_accounts()

    assert User.objects.filter(pk=user.pk).exists() == stays


def test_account_that_belongs_somewhere_stays(db):
    User.objects.filter(email="viewer@north.example.org").update(date_joined=OLD, last_login=None)
    clearing.unfinished_accounts()

    assert User.objects.filter(email="viewer@north.example.org").exists()


def test_limits_that_are_over_are_forgotten(db):
    cache.set("over", "ximena@example.org", 1)
    cache.set("in-force", 1, 3600)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE public_cache SET expires = now() - interval '1 second' WHERE cache_key LIKE '%over'")
        clearing.failed_attempts()
        cursor.execute("SELECT cache_key FROM public_cache")
        keys = [key for (key,) in cursor.fetchall()]

    assert not any(key.endswith("over") for key in keys)
    assert any(key.endswith("in-force") for key in keys)


def test_uploads_of_organizations_that_are_gone_go(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    strange = file(tmp_path / "0198c0de-0000-7000-8000-000000000001" / "upload")
    ours = file(clearing.uploads_of(of("north")) / "upload")
    other = file(tmp_path / "not-ours" / "file")
    clearing.strange_folders()

    assert (strange.parent.exists(), ours.exists(), other.exists()) == (False, True, True)


def test_uploads_cut_off_by_a_crash_go(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    old, young, other = (
        file(tmp_path / name, days=days) for name, days in [("a.upload.csv", 2), ("b.upload", 0), ("c", 2)]
    )
    clearing.broken_uploads()

    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


def test_deleted_organization_leaves_no_file(committed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = create_organization("east")
    upload = file(clearing.uploads_of(made) / "upload")
    delete_organization(made)

    assert not upload.parent.exists()


def test_what_fails_keeps_nothing_else_from_being_cleared(db, monkeypatch, caplog):
    session("over", over=True)
    monkeypatch.setattr(clearing, "strange_folders", lambda: Path("/none").iterdir().__next__())
    monkeypatch.setattr(registry, "clearers", [lambda: 1 / 0])
    tasks.clear()

    assert not Session.objects.filter(session_key="over").exists()
    assert len([each for each in caplog.records if each.exc_info]) == 1 + Organization.objects.count()


def test_clock_knows_of_it():
    assert celery.conf.beat_schedule["clear"]["task"] in celery.tasks
