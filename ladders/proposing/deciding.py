"""What people make of proposals: accept with evidence, dismiss with a reason, accept all quiet ones at once."""

from collections.abc import Sequence
from datetime import date
from itertools import repeat
from typing import cast

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.recording import action, record
from ladders import history
from ladders.actions import AssessmentRefused, assess
from ladders.models import TAKEN_BACK_FOR, Assessment, Ladder, Place, Proposal, QuietRound, Standing
from ladders.models.proposal import ProposalQuerySet
from ladders.proposing.due import BY_MACHINE
from ladders.queries import counted
from members.models import Field, Member
from members.models.person import MemberQuerySet
from organizations.models import Organization
from stpnet.db.wrapper import current

RIGHT = "proposal.decide"
SETTLED = gettext_lazy("This has been settled already: by somebody else, or because something new is known.")
State = Proposal.State


class Decided(Exception):
    """It cannot be decided as things stand; the sentence says why."""


@action
def accept(proposal: Proposal, *, evidence: str, by: Member) -> Assessment:
    """Say what was proposed in one's own words, from today on. Raises Decided or AssessmentRefused."""
    # Before the proposal: whoever assesses locks in this order.
    history.lock([proposal.member_id])
    if not counted(Member.objects.people(), proposal.ladder).filter(pk=proposal.member_id).exists():
        raise Decided(_("This person is not counted any more, so nothing was changed."))
    _take(proposal, State.ACCEPTED, by)
    made = assess(
        proposal.member,
        ladder=proposal.ladder,
        place=Place(proposal.place),
        level=proposal.level,
        on=_today(),
        evidence=evidence or (_words_for_everyone([proposal])[0] if proposal.place == Place.QUIET else ""),
        by=by,
        source=Assessment.Source.RULE,
    )
    # The decision is later than what it made: a later word is what makes it ask again.
    Proposal.objects.filter(pk=proposal.pk).update(assessment=made, decided_at=Now())
    record(RIGHT, of=proposal, by=by, fields=["accepted"])
    return made


@action
def dismiss(proposal: Proposal, *, because: str, by: Member) -> None:
    """Leave somebody where they are, with a reason; it is not proposed again until something new happens."""
    if not (because := because.strip()):
        raise AssessmentRefused(_("Say in one line why not."), "because")
    history.lock([proposal.member_id])
    _take(proposal, State.DISMISSED, by, because=because[:200])
    record(RIGHT, of=proposal, by=by, fields=["dismissed"])


@action
def accept_all_quiet(ladder: Ladder, people: MemberQuerySet, *, expected: int, by: Member) -> QuietRound:
    """Put all of these people who are proposed as quiet there, in one transaction. Raises Decided.

    `expected` is how many the page named; when that is no longer true, nothing is done.
    """
    members = list(quiet(ladder, people).order_by().values_list("member_id", flat=True))
    history.lock(members)
    if not Ladder.objects.in_use().filter(pk=ladder.pk).exists():
        raise Decided(_("This ladder was put away: nobody is placed on it any more."))
    found = list(quiet(ladder, people).filter(member__in=members).select_for_update(of=("self",)).order_by("pk"))
    if len(found) != expected or not found:
        raise Decided(_("The list has changed meanwhile. Look at the number again; nothing was changed."))
    quiet_round: QuietRound = QuietRound.objects.create(ladder=ladder, by=by, n_people=len(found))
    words = _words_for_everyone(found)
    made = Assessment.objects.bulk_create(map(_quiet_one, found, words, repeat(by)))
    for proposal, assessment in zip(found, made, strict=True):
        proposal.assessment = assessment
    history.rebuild(ladder=ladder, members=members)
    Proposal.objects.bulk_update(found, ["assessment"], batch_size=1_000)
    these = Proposal.objects.filter(pk__in=[each.pk for each in found])
    these.update(state=State.ACCEPTED, decided_by=by, decided_at=Now(), quiet_round=quiet_round)
    Proposal.objects.filter(ladder=ladder, member__in=members).close(Proposal.Why.SAID)
    record(RIGHT, of=quiet_round, by=by, fields=["accepted", f"people:{len(found)}"])
    return quiet_round


@action
def take_back(quiet_round: QuietRound, *, by: Member) -> int:
    """Void everything that was accepted in one go, and propose it again. Returns for how many. Raises Decided.

    Who was assessed since keeps that, and is not proposed again.
    """
    ours = QuietRound.objects.filter(pk=quiet_round.pk, taken_back_at=None, at__gt=Now() - TAKEN_BACK_FOR)
    if not ours.update(taken_back_at=Now()):
        raise Decided(_("This was taken back already, or is longer ago than thirty days."))
    proposals = Proposal.objects.filter(quiet_round=quiet_round)
    members = list(proposals.values_list("member_id", flat=True))
    history.lock(members)
    said = Assessment.objects.filter(pk__in=proposals.values("assessment"), voided_at=None)
    n = said.update(voided_by=by, voided_at=Now(), void_reason=_("All were taken back together."))
    history.rebuild(ladder=quiet_round.ladder, members=members)
    _open_again(proposals)
    record("assessment.void", of=quiet_round, by=by, fields=[f"people:{n}"])
    return n


def quiet(ladder: Ladder, people: MemberQuerySet) -> ProposalQuerySet:
    """Return the open proposals of gone quiet for these people."""
    found: ProposalQuerySet = Proposal.objects.open()
    return found.filter(ladder=ladder, place=Place.QUIET, member__in=people.values("pk"))


def _open_again(proposals: ProposalQuerySet) -> None:
    """Propose again whoever stands on a level as before, with nobody's newer word."""
    here = Standing.objects.filter(member=OuterRef("member"), ladder=OuterRef("ladder"))
    newer = here.filter(assessment__created_at__gt=OuterRef("decided_at")).exclude(assessment__source__in=BY_MACHINE)
    others = Proposal.objects.open().filter(
        member=OuterRef("member"), ladder=OuterRef("ladder"), place=OuterRef("place")
    )
    # Two of the round may be one person by now: who was put together is proposed once.
    same = Proposal.objects.filter(quiet_round=OuterRef("quiet_round"), member=OuterRef("member"))
    first = ~Exists(same.filter(pk__lt=OuterRef("pk")))
    again = proposals.filter(Exists(here.filter(place=Place.LEVEL)), ~Exists(newer), ~Exists(others), first)
    again.update(state=State.OPEN, decided_by=None, decided_at=None, assessment=None)


def _words_for_everyone(proposals: Sequence[Proposal]) -> list[str]:
    """Say of each why it was proposed. Evidence stays for good and for all to read: hidden fields are not quoted."""
    everyone = Field.objects.kept().filter(readers=Field.Readers.EVERYONE)
    named = {f"field-{pk}" for pk in everyone.order_by().values_list("pk", flat=True)}
    return [
        _("They fit a rule; its words are not for everyone.")
        if any(each.startswith("field-") and each not in named for each in proposal.fields)
        else proposal.reason
        for proposal in proposals
    ]


def _quiet_one(proposal: Proposal, words: str, by: Member) -> Assessment:
    return Assessment(
        member_id=proposal.member_id,
        ladder_id=proposal.ladder_id,
        place=Place.QUIET,
        on=_today(),
        evidence=words,
        assessed_by=by,
        source=Assessment.Source.RULE,
    )


def _take(proposal: Proposal, state: Proposal.State, by: Member, **values: str) -> None:
    """Decide it, unless somebody else has."""
    waiting = Proposal.objects.open().filter(pk=proposal.pk)
    if not waiting.update(state=state, decided_by=by, decided_at=Now(), **values):
        raise Decided(SETTLED)


def _today() -> date:
    return cast("Organization", current().tenant).today()
