"""What is known of the rules by which things go: each month so many, when they were last carried out, and failed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Sum
from django.db.models.functions import Now

from audit.models import RuleMonth
from organizations.models import Organization
from organizations.periods import months_on
from organizations.registry import Ran
from stpnet.db.wrapper import current

A_YEAR = 12


def note(rule: str, n: int | None) -> None:
    """Write down that so many things went by a rule; None: that it failed."""
    done: dict[str, Any] = {"failed_at": Now()} if n is None else {"ran_at": Now(), "n": F("n") + n}
    with transaction.atomic():
        row, _made = RuleMonth.objects.get_or_create(rule=rule, month=_month(), defaults={"n": 0})
        RuleMonth.objects.filter(pk=row.pk).update(**done)


def known() -> Mapping[str, Ran]:
    """Tell by rule when it was last carried out, and how many things went in these twelve months."""
    rows = RuleMonth.objects.filter(month__gt=months_on(_month(), -A_YEAR)).values("rule").order_by()
    told = rows.annotate(at=Max("ran_at"), failed=Max("failed_at"), sum=Sum("n"))
    return {each["rule"]: Ran(each["at"], each["failed"], each["sum"]) for each in told}


def forget() -> None:
    """Forget the months before last year."""
    RuleMonth.objects.filter(month__lte=months_on(_month(), -2 * A_YEAR)).delete()


def _month() -> date:
    organization = current().tenant
    assert isinstance(organization, Organization)  # noqa: S101 - tells the type checker
    return organization.today().replace(day=1)
