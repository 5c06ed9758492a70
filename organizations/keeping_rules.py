"""The rules by which things go, each with what is known of its last runs and what it takes next: a page, and a mail."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from organizations import registry
from organizations.models import Organization
from organizations.registry import Ran, Rule

# The clock comes once in so long.
ROUND = timedelta(days=1)
# Two rounds missed are worth a word.
LATE = timedelta(days=2, hours=6)
NEVER = Ran(None, None, 0)


class Told(NamedTuple):
    """A rule as people read it. `failed`: its last run did; `late`: nobody carried it out for days."""

    rule: Rule
    kept: str
    at: datetime | None
    n: int
    due: int
    failed: bool
    late: bool
    url: str


def told(organization: Organization) -> list[Told]:
    """Tell every rule, in order; inside the organization."""
    now = timezone.now()
    known = {key: run for each in registry.ran for key, run in each().items()}
    return [_told(organization, rule, known.get(rule.key, NEVER), now) for rule in in_order()]


def in_order() -> list[Rule]:
    return sorted(registry.rules, key=lambda rule: rule.order)


def _told(organization: Organization, rule: Rule, run: Ran, now: datetime) -> Told:
    failed = run.failed_at is not None and (run.at is None or run.failed_at > run.at)
    late = run.at is not None and run.at < now - LATE
    url = reverse(rule.url_name, args=[organization.slug]) if rule.url_name else ""
    due = rule.due(organization, now + ROUND)
    return Told(rule, rule.kept(organization), run.at, run.n, due, failed, late, url)
