"""Moves on a ladder, and pages that show them."""

from collections.abc import Callable
from typing import Any

import pytest

from ladders import history
from members.models import Member

type Make = Callable[..., Any]


@pytest.fixture
def walk(people: Make, said: Make) -> Make:
    """`walk([(1, "2026-01-05"), (2, "2026-03-05")])`: somebody new who went this way."""

    def make(*path: tuple[int | str, str], **fields: Any) -> Member:
        (member,) = people(1, **fields)
        for where, day in path:
            said(member, where, day)
        history.rebuild(members=[member.pk])
        return member

    return make
