"""The nightly look under a real worker, and two who decide at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from ladders.models import Assessment, Ladder, Proposal
from ladders.proposing import deciding, looking, rules
from ladders.tasks import propose_everywhere
from members.models import Member
from stpnet.in_org import in_org
from tests.ladders.proposing.conftest import members_only
from tests.worker import wait_for


@pytest.fixture
def waiting(east):
    """A member of east whom a rule of the director fits."""
    with in_org(east):
        Member.objects.create(given_name="Dolores", status="member")
        level = Ladder.objects.get(is_default=True).levels.get(position=3)
        director = Member.objects.get(given_name="Director")
        rules.save(rules.new(level.ladder, level), filters=members_only(), by=director)
    return east


def test_every_organization_looks_at_night_and_once_is_enough(worker, waiting):
    for _night in range(3):
        propose_everywhere.apply_async()

    def proposed():
        with in_org(waiting):
            return Proposal.objects.count()

    wait_for(proposed)
    propose_everywhere.apply_async()
    with in_org(waiting):
        assert Proposal.objects.get().member.given_name == "Dolores"


def test_of_two_who_decide_at_the_same_moment_one_is_told(waiting):
    with in_org(waiting):
        looking.look()
        by = [Member.objects.get(given_name=name) for name in ("Owner", "Director")]

    def decide(who):
        try:
            with in_org(waiting):
                deciding.accept(Proposal.objects.get(), evidence="Seen", by=who)
        except deciding.Decided as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(decide, by))

    assert said[0] == ""
    assert "settled already" in said[1]
    with in_org(waiting):
        assert Assessment.objects.count() == 1
