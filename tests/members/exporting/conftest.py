"""Files of people: asked for through the page by someone who just proved who they are, and made here."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.exporting import actions, files
from members.models import Export, Member
from tests.seeds import PASSWORD

type Ask = Callable[..., Export]


@pytest.fixture
def keeper(north, sign_in) -> Client:
    """The data lead, who proved a moment ago who it is."""
    client = sign_in("data_lead")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def ask(keeper) -> Ask:
    """`ask("?status=contact", shape="spoke")`: ask through the page, and make the file as a worker does."""

    def asked(query: str = "", **fields: Any) -> Export:
        answer = keeper.post(new(query), {**FORM, **fields})
        assert answer.status_code == 302, answer.context["form"].errors
        export = Export.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[-1])
        actions.work(export.pk)
        export.refresh_from_db()
        return export

    return asked


FORM = {"reason": "Bao, to call everyone", "shape": "list", "format": "csv", "columns": ["status", "phone"]}


def new(query: str = "") -> str:
    return reverse("members:export_new", args=["north"]) + query


def url(name: str, export: Export) -> str:
    return reverse(f"members:{name}", args=["north", export.pk])


def rows(export: Export) -> list[list[str]]:
    """Read the file back, headings and all."""
    text = files.path(export.stored_as).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def people(*names: str) -> list[Member]:
    pairs = [name.partition(" ") for name in names]
    return [Member.objects.create(given_name=given, family_name=family) for given, _space, family in pairs]
