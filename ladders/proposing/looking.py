"""The look that makes proposals: each night in every organization, and when somebody asks for it.

What is written follows from what is there, so a second look at once, or one that was cut short, changes nothing.
"""

from typing import cast

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.recording import action
from ladders.models import Ladder, LevelRule, Place, Proposal, RuleMatch
from ladders.proposing import closing, due, rules
from members.acting import NoLongerMay, request_as
from members.models import Member
from members.models.person import MemberQuerySet
from organizations.models import Organization
from stpnet.db.wrapper import current

_CHUNK = 2_000


def look() -> int:
    """Look at every ladder; returns how many proposals were made."""
    return sum(look_on(ladder) for ladder in Ladder.objects.in_use())


def look_on(ladder: Ladder) -> int:
    """Close what does not hold any more on a ladder, and propose what does. Not inside a transaction."""
    _settle(ladder)
    found = LevelRule.objects.in_use().filter(ladder=ladder).select_related("ladder", "level", "view", "by")
    # From the top: whom a rule of a higher level proposes, the ones below it do not.
    in_order = sorted(found, key=lambda rule: rule.level.position if rule.level else 0, reverse=True)
    return sum(_ask(rule) for rule in in_order) + _quiet(ladder)


@action
def _settle(ladder: Ladder) -> None:
    closing.settle(ladder)


def _ask(rule: LevelRule) -> int:
    """Ask one rule by the rights of whoever saved it; one that cannot be asked rests, and leaves all as it is."""
    try:
        # Who they are stands on the public side, so before the transaction.
        request = request_as(rule.by, rules.RIGHT)
    except NoLongerMay:
        return _rest(rule, LevelRule.Rest.AUTHOR)
    people = rules.kept_by(rule, request)
    if people is None:
        return _rest(rule, LevelRule.Rest.FILTER)
    _rest(rule, "")
    return 0 if rules.why_rests(rule) else _propose(rule, people, rules.says(rule, request))


def _rest(rule: LevelRule, why: str) -> int:
    if rule.rests != why:
        LevelRule.objects.filter(pk=rule.pk).update(rests=why)
        rule.rests = why
    return 0


@action
def _propose(rule: LevelRule, people: MemberQuerySet, reason: str) -> int:
    _match(rule, people)
    kept = rule.matches.values("member")
    Proposal.objects.filter(rule=rule).exclude(member__in=kept).close(Proposal.Why.STOPPED)
    found = due.rows(due.by_rule(rule, people), rule.ladder)
    if rule.level:
        lower = Proposal.objects.filter(ladder=rule.ladder, level__position__lt=rule.level.position)
        lower.filter(member__in=[each.member for each in found]).close(Proposal.Why.HIGHER)
    fields = rules.fields_of(rule)
    return _make(
        Proposal(rule=rule, ladder=rule.ladder, place=rule.place, level=rule.level, fields=fields), found, reason
    )


@action
def _quiet(ladder: Ladder) -> int:
    """Propose as gone quiet whom nothing has reached, and close where something has."""
    today = cast("Organization", current().tenant).today()
    people: MemberQuerySet = Member.objects.people()
    silent = due.unreached(people, ladder, today).values("pk")
    open_ones = Proposal.objects.filter(ladder=ladder, place=Place.QUIET, rule=None)
    open_ones.exclude(member__in=silent).close(Proposal.Why.REACHED)
    found = due.rows(due.gone_quiet(people, ladder, today), ladder, "reached_on")
    return _make(Proposal(ladder=ladder, place=Place.QUIET), found)


def _match(rule: LevelRule, people: MemberQuerySet) -> None:
    """Keep who the filter keeps now; whoever was kept before keeps the moment since when."""
    rule.matches.exclude(member__in=people.values("pk")).delete()
    new = people.exclude(pk__in=rule.matches.values("member")).order_by().values_list("pk", flat=True)
    matches = [RuleMatch(rule=rule, member_id=pk) for pk in new]
    RuleMatch.objects.bulk_create(matches, batch_size=_CHUNK, ignore_conflicts=True)


def _make(like: Proposal, found: list[due.Due], reason: str = "") -> int:
    """Write a proposal for each; one that somebody else's look has made at this moment is left."""
    made = [
        Proposal(
            rule=like.rule,
            ladder=like.ladder,
            place=like.place,
            level=like.level,
            fields=like.fields,
            member_id=each.member,
            from_place=each.place,
            from_level_id=each.level,
            reached_on=each.reached_on,
            reason=reason or _silence(each),
        )
        for each in found
    ]
    if not made:
        return 0
    same = Proposal.objects.open().filter(ladder=like.ladder, place=like.place, level=like.level)
    n_before = same.count()
    Proposal.objects.bulk_create(made, batch_size=_CHUNK, ignore_conflicts=True)
    return same.count() - n_before


def _silence(each: due.Due) -> str:
    return _("Nothing has reached them since %s.") % (date_format(each.reached_on, "M j, Y") if each.reached_on else "")
