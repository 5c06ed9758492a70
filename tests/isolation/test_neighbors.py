"""Anybody asks for anything, anywhere, in any order: nothing of one organization comes out of another.

Hypothesis makes things in organizations, lets people go and come back, and has everybody ask for everything by every
method, with keys of others in what they send. `STPNET_REQUESTS=100000 make test-long` tries more.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule, run_state_machine_as_test

from organizations.actions import delete_organization
from organizations.models import Membership, OutgoingMail, User
from organizations.permissions import Scope, row_of
from stpnet.in_org import in_org, on_public_side
from tests.conftest import Visitor
from tests.isolation.answers import words
from tests.isolation.forms import ID
from tests.isolation.world import (
    STARTED,
    Group,
    files_of_others,
    fill,
    foreign,
    holding,
    logged,
    mail_of_others,
    public_tables_holding,
    queued,
    sums,
    told,
)
from tests.organizations.cells import CELLS, Scene
from tests.organizations.test_every_cell import FORM, member_of
from tests.seeds import make_organization, of

# Of so many steps about ten ask for something; the others make things, and let people go and come back.
STEPS, ASKING = 25, 10
ROLES = ["owner", "organizer", "coach", "viewer"]
NAMED = [name for name, cell in CELLS.items() if cell.make]
PLAIN = [name for name, cell in CELLS.items() if not cell.make]
# The words by which forms call somebody or something.
FIELDS = "accountable by coach group ladder level member members organizer owner pk person question role tag tags team"
FIELDS += " theme to turn unit units view which who whom"
WAYS = st.sampled_from(["get", "post", "htmx"])


def first_trouble[**P, R](step: Callable[P, R]) -> Callable[P, R]:
    """Keep the first failure of a run.

    Rows outlive an example, so Hypothesis does not see again what it saw once, and tells that instead of what it saw.
    """

    @wraps(step)
    def kept(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return step(*args, **kwargs)
        except Exception as trouble:
            Neighbors.trouble = Neighbors.trouble or trouble
            raise

    return kept


class Neighbors(RuleBasedStateMachine):
    """What it holds for true: who belongs where, and which thing is whose."""

    groups: ClassVar[dict[str, Group]] = {}
    clients: ClassVar[dict[tuple[str, str], Client]] = {}
    tried: ClassVar[Counter[str]] = Counter()
    trouble: ClassVar[Exception | None] = None
    things = Bundle("things")
    whom = st.tuples(st.integers(0, 9), st.sampled_from(ROLES))
    place = st.integers(0, 9)

    def __init__(self) -> None:
        super().__init__()
        self.slugs = list(self.groups)
        self.gone: set[tuple[str, str]] = set()
        self.sums: dict[str, Any] = {}

    @rule(target=things, place=place, role=st.sampled_from(ROLES), name=st.sampled_from(NAMED), mine=st.booleans())
    @first_trouble
    def make(self, place: int, role: str, name: str, mine: bool) -> tuple[str, str, list[Any]]:
        slug = self.slugs[place % len(self.slugs)]
        with in_org(organization := of(slug)):
            made = CELLS[name].make(Scene(organization, member_of(slug, role), mine))  # type: ignore[misc]
        self.sums.pop(slug, None)
        return slug, name, list(made.values())

    @rule(whom=whom)
    def leave_or_come_back(self, whom: tuple[int, str]) -> None:
        home, role = self.slugs[whom[0] % len(self.slugs)], whom[1]
        if role == "owner":
            return
        ends_on = None if (home, role) in self.gone else of(home).today() - timedelta(days=1)
        with on_public_side():
            Membership.objects.filter(user__email=f"{role}@{home}.example.org").update(ends_on=ends_on)
        self.gone ^= {(home, role)}

    @rule(thing=things, whom=whom, place=place, way=WAYS)
    def ask_for(self, thing: tuple[str, str, list[Any]], whom: tuple[int, str], place: int, way: str) -> None:
        whose, name, args = thing
        slug = self.slugs[place % len(self.slugs)]
        self.ask(whom, slug, name, args, way, is_foreign=whose != slug and any(ID.search(str(arg)) for arg in args))

    @rule(thing=things, role=st.sampled_from(ROLES), place=place, way=WAYS)
    def reach_over(self, thing: tuple[str, str, list[Any]], role: str, place: int, way: str) -> None:
        """Ask one's own organization for a thing of another."""
        whose, name, args = thing
        others = [slug for slug in self.slugs if slug != whose]
        home = others[place % len(others)]
        named = any(ID.search(str(arg)) for arg in args)
        self.ask((self.slugs.index(home), role), home, name, args, way, is_foreign=named)

    @rule(name=st.sampled_from(PLAIN), whom=whom, place=place, way=WAYS)
    def open(self, name: str, whom: tuple[int, str], place: int, way: str) -> None:
        self.ask(whom, self.slugs[place % len(self.slugs)], name, [], way)

    @first_trouble
    def ask(self, whom: tuple[int, str], slug: str, name: str, args: list[Any], way: str, *, is_foreign: bool = False) -> None:  # fmt: skip
        home, role = self.slugs[whom[0] % len(self.slugs)], whom[1]
        other = next(group for key, group in self.groups.items() if key != slug)
        method = "post" if way == "post" else "get"
        sent = dict.fromkeys(FIELDS.split(), other.keys["member"]) if method == "post" else None
        headers = {"HX-Request": "true"} if way == "htmx" else {}
        belongs = home == slug and (home, role) not in self.gone
        before = self.others(slug if belongs else "") if method == "post" else {}
        with on_public_side():
            answer = getattr(self.clients[home, role], method)(reverse(name, args=[slug, *args]), sent, headers=headers)
        self.tried[way] += 1
        self.judge(answer, name, role, method, belongs=belongs, is_foreign=is_foreign)
        assert not foreign(answer, self.groups[slug], list(self.groups.values()), f"{role}@{home}."), (name, slug)
        assert {key: sums(self.groups[key].organization) for key in before} == before, (name, slug)
        if belongs:
            self.sums.pop(slug, None)

    def judge(self, answer: Any, name: str, role: str, method: str, *, belongs: bool, is_foreign: bool) -> None:
        row, status = row_of(CELLS[name].action), answer.status_code
        if not belongs:
            self.tried["from outside"] += 1
            assert status == 404, (name, status)
        elif method not in CELLS[name].methods:
            assert status == 405, (name, status)
        elif row.scope([role]) is Scope.NO:
            assert status == 403, (name, status)
        elif row.step_up:
            assert status in (302, 204) or answer.headers.get("HX-Redirect", "").startswith(FORM), (name, status)
        elif is_foreign:
            self.tried["foreign things"] += 1
            assert status == 404, (name, status)

    def others(self, slug: str) -> dict[str, Any]:
        """Add up the organizations in which nobody who belongs there acts; what was added up already still holds."""
        for key in self.groups:
            if key != slug and key not in self.sums:
                self.sums[key] = sums(self.groups[key].organization)
        return {key: self.sums[key] for key in self.groups if key != slug}

    def teardown(self) -> None:
        with on_public_side():
            emails = [f"{role}@{home}.example.org" for home, role in self.gone]
            Membership.objects.filter(user__email__in=emails).update(ends_on=None)


def left_lying(place: Path) -> list[str]:
    """Find temporary files in which a group's word stands."""
    return [str(file) for file in place.rglob("*") if file.is_file() and STARTED in words(file.read_bytes()).lower()]


def tried_out(slugs: list[str], requests: int, place: Path, *, derandomize: bool) -> None:
    groups = {slug: fill(of(slug)) for slug in slugs}
    Neighbors.groups, Neighbors.tried, Neighbors.clients, Neighbors.trouble = groups, Counter(), {}, None
    for slug in slugs:
        for role in ROLES:
            Neighbors.clients[slug, role] = entered = Visitor(raise_request_exception=False)
            with on_public_side():
                entered.force_login(User.objects.get(email=f"{role}@{slug}.example.org"))
    quiet = settings(
        max_examples=max(1, requests // ASKING), stateful_step_count=STEPS, deadline=None, database=None,
        derandomize=derandomize, suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    with logged() as log, patch.object(tempfile, "tempdir", str(place)), patch.dict(os.environ, TMPDIR=str(place)):
        try:
            run_state_machine_as_test(Neighbors, settings=quiet)
        finally:
            if Neighbors.trouble:
                raise Neighbors.trouble
    every = list(groups.values())
    found = {
        "rows": [table for one in every for other in every if one is not other
                 for table in holding(one.organization, other.word)],
        "shared tables": public_tables_holding(STARTED),
        "queue": STARTED in queued(),
        "log": STARTED in log.getvalue().lower(),
        "files": files_of_others(every),
        "mail": mail_of_others(every),
        "temporary files": left_lying(place),
    }  # fmt: skip
    told("A2 neighbors", organizations=len(slugs), people=len(Neighbors.clients), **Neighbors.tried, canaries=found)
    assert not any(found.values()), found
    assert Neighbors.tried["foreign things"] > 0 < Neighbors.tried["from outside"]


def test_nothing_of_one_organization_comes_out_of_another(north, south, tmp_path):
    tried_out(["north", "south"], 60, tmp_path, derandomize=True)


@pytest.fixture
def three(committed):
    """Three organizations of this test alone, with rows that are kept, as in earnest."""
    slugs = ["elm", "fir", "oak"]
    made = [make_organization(slug, f"{slug.title()} Court") for slug in slugs]
    yield slugs
    mail.outbox.clear()
    OutgoingMail.objects.all().delete()
    for organization in made:
        delete_organization(organization)
        User.objects.filter(email__endswith=f"@{organization.slug}.example.org").delete()


@pytest.mark.slow
def test_nothing_comes_out_of_three_whatever_is_asked(three, tmp_path):
    tried_out(three, int(os.environ.get("STPNET_REQUESTS", "6000")), tmp_path, derandomize=False)
