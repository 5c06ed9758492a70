"""Rules: what they go by, why one rests, and what changes them."""

from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from ladders.models import Ladder, Level, LevelRule, Place, Proposal
from members import state
from members.filters import address, asking
from members.filters.tree import EVERYONE, Group, conditions, from_json, to_json
from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest

# Who writes rules; so who asks by them reaches everyone.
RIGHT = "ladder.edit"
LONGEST_REASON = 1_000


def tree_of(rule: LevelRule) -> Group:
    """Return the filter of a rule as it was saved, also what means nothing any more."""
    if rule.goes_by_view:
        return state.of_view(rule.view).tree if rule.view else EVERYONE
    return address.canonical(from_json(rule.filters)) if rule.filters else EVERYONE


def why_rests(rule: LevelRule) -> str:
    """Say why a rule proposes nobody for now; empty when it does. Without a statement."""
    if rule.level and rule.level.retired_at:
        return _("The level is retired. The rule goes on when it is taken back into use.")
    if rule.goes_by_view and (rule.view is None or rule.view.deleted_at):
        return _("The view it goes by was deleted. Choose another filter, or put the rule away.")
    return str(LevelRule.Rest(rule.rests).label) if rule.rests else ""


def kept_by(rule: LevelRule, request: OrgRequest) -> MemberQuerySet | None:
    """Return the people whom a rule's filter keeps; None when a part of it means nothing any more."""
    misread: list[str] = []
    tree = asking.sound(tree_of(rule), request, misread)
    if misread:
        return None
    everyone: MemberQuerySet = Member.objects.people().visible_to(request)
    return everyone.filter(asking.where(tree, request))


def says(rule: LevelRule, request: OrgRequest) -> str:
    """Say a rule's filter in the words of the list, as far as this reader may know of it."""
    misread: list[str] = []
    said = asking.says(asking.sound(tree_of(rule), request, misread), request)
    return (said or _("Everyone"))[:LONGEST_REASON]


def fields_of(rule: LevelRule) -> list[str]:
    """Name the fields that a rule asks for: whoever may not see one of them does not read its words."""
    return sorted({each.field for each in conditions(tree_of(rule))})


@action
def save(rule: LevelRule, *, filters: Group, by: Member, view: Any = None) -> LevelRule:
    """Keep a rule with this filter, or with a shared view that may change."""
    rule.goes_by_view, rule.view = view is not None, view
    rule.filters = {} if view else to_json(filters)
    rule.by, rule.rests = by, ""
    rule.save()
    record("ladder.edit", of=rule, by=by, fields=["rule"])
    return rule


@action
def put_away(rule: LevelRule, *, by: Member) -> bool:
    """Let a rule propose nobody from now on; what it proposed and nobody decided goes with it."""
    if not LevelRule.objects.in_use().filter(pk=rule.pk).update(put_away_at=Now()):
        return False
    rule.matches.all().delete()
    Proposal.objects.filter(rule=rule).close(Proposal.Why.RULE)
    record("ladder.edit", of=rule, by=by, fields=["rule put away"])
    return True


def new(ladder: Ladder, level: Level | None) -> LevelRule:
    """Return a rule that is not saved: for a level, or without one for those gone quiet."""
    place = Place.QUIET if level is None else Place.LEVEL
    return LevelRule(ladder=ladder, place=place, level=level)
