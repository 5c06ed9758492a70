"""What changes where people stand."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.db.models import Exists, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from ladders import history, registry
from ladders.models import Assessment, Ladder, Level, LevelSign, Place, SignSeen
from ladders.queries import place_on
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current


class AssessmentRefused(Exception):
    """Why it cannot be done, in a sentence a member could read; `field` is the part of the form it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@action
def assess(
    member: Member,
    *,
    ladder: Ladder,
    place: Place,
    level: Level | None = None,
    on: date,
    evidence: str = "",
    opening: str = "",
    by: Member,
    confidence: str = Assessment.Confidence.CLEAR,
    source: str = Assessment.Source.PAGE,
    review_on: date | None = None,
    seen: Mapping[LevelSign, str] | None = None,
) -> Assessment:
    """Say where a member stands from that day on, and which signs were seen in them. Raises AssessmentRefused.

    `opening` is written before the evidence, and is no reason for a changed level by itself.
    Two people who assess the same member at the same moment are both kept: one waits for the other.
    """
    evidence = evidence.strip()
    seen = {sign: line.strip() for sign, line in (seen or {}).items()}
    _refuse_other_days(on, review_on)
    _refuse_other_places(ladder, place, level)
    history.lock([member.pk])
    _refuse_what_went_meanwhile(member, ladder, level)
    is_new_level = place == Place.LEVEL and place_on(member, ladder, on) != (place, level and level.pk)
    is_listed = source == Assessment.Source.IMPORT
    if not is_listed:
        _refuse_signs_unseen(ladder, seen, evidence)
        _refuse_without_reason(place, is_new_level, evidence or any(seen.values()), review_on)
    evidence = f"{opening} {evidence}".strip()
    said = {"place": place, "level": level, "on": on, "evidence": evidence, "confidence": confidence}
    waits = ladder.needs_review and is_new_level and not is_listed
    assessment: Assessment = Assessment.objects.create(
        member=member, ladder=ladder, assessed_by=by, source=source, review_on=review_on, waits_for_review=waits, **said
    )
    SignSeen.objects.bulk_create(
        [SignSeen(assessment=assessment, sign=sign, text=sign.text, evidence=line) for sign, line in seen.items()]
    )
    history.follow(member, ladder)
    record("assessment.make", of=assessment, by=by, fields=["place", "level", "on"])
    for handle in registry.on_assessed:
        handle(assessment)
    return assessment


@action
def confirm(assessment: Assessment, *, by: Member) -> Assessment:
    """Agree with a level that waits: it counts from its own date. Raises AssessmentRefused."""
    if assessment.assessed_by_id == by.pk:
        raise AssessmentRefused(_("You assessed this yourself. Someone else has to agree."))
    history.lock([assessment.member_id])
    waiting = Assessment.objects.waiting().filter(pk=assessment.pk)
    _refuse_places_out_of_use(waiting)
    if not waiting.update(confirmed_by=by, confirmed_at=Now()):
        raise AssessmentRefused(_settled(assessment))
    history.follow(assessment.member, assessment.ladder)
    record("assessment.confirm", of=assessment, by=by)
    for handle in registry.on_agreed:
        handle(assessment, by)
    assessment.refresh_from_db()
    return assessment


@action
def void(assessment: Assessment, *, reason: str, by: Member) -> Assessment:
    """Take an assessment out of every count; it stays to be read, with the reason. Raises AssessmentRefused."""
    if not (reason := reason.strip()):
        raise AssessmentRefused(_("Say why it does not count."), "reason")
    history.lock([assessment.member_id])
    standing = Assessment.objects.filter(pk=assessment.pk, voided_at=None)
    if not standing.update(voided_by=by, voided_at=Now(), void_reason=reason[:200]):
        raise AssessmentRefused(_("Someone has taken this back already."))
    history.follow(assessment.member, assessment.ladder)
    record("assessment.void", of=assessment, by=by)
    for handle in registry.on_voided:
        handle(assessment, by)
    assessment.refresh_from_db()
    return assessment


def _refuse_other_days(on: date, review_on: date | None) -> None:
    today = cast("Organization", current().tenant).today()
    if on > today:
        raise AssessmentRefused(_("Choose today or a day before: nobody knows where people will stand."), "on")
    if review_on and review_on < today:
        raise AssessmentRefused(_("Choose a day to look again that is still to come."), "review_on")


def _refuse_other_places(ladder: Ladder, place: Place, level: Level | None) -> None:
    if place not in Place.values or (place == Place.LEVEL) != (level is not None):
        raise AssessmentRefused(_("Choose a level, or one of the places outside the levels."), "place")
    if level and (level.ladder_id != ladder.pk or level.retired_at):
        raise AssessmentRefused(_("This level is not in use on the ladder. Choose another one."), "place")
    if place == Place.UNSURE and not ladder.has_unsure:
        raise AssessmentRefused(_("This ladder has no place for “not sure yet”. Choose another one."), "place")


def _refuse_what_went_meanwhile(member: Member, ladder: Ladder, level: Level | None) -> None:
    """Look once more, now that nobody else can change it: the page may have been open for long."""
    on_file = Member.objects.filter(pk=member.pk, archived_at=None, merged_into=None, erased_at=None)
    in_use = Level.objects.active().filter(pk__in=[level.pk] if level else [])
    now = Ladder.objects.in_use().filter(pk=ladder.pk).values(on_file=Exists(on_file), in_use=Exists(in_use)).first()
    if now is None:
        raise AssessmentRefused(_("This ladder was put away: nobody is placed on it any more."))
    if not now["on_file"]:
        raise AssessmentRefused(_("This person was archived, or put together with someone else, meanwhile."))
    if level and not now["in_use"]:
        raise AssessmentRefused(_("This level is not in use on the ladder. Choose another one."), "place")


def _refuse_places_out_of_use(waiting: QuerySet[Assessment]) -> None:
    """Look once more where a word that waits would put somebody: it may have waited for long."""
    found = waiting.values("ladder__put_away_at", "level__retired_at").first()
    if found and found["ladder__put_away_at"]:
        raise AssessmentRefused(_("This ladder was put away: nobody is placed on it any more."))
    if found and found["level__retired_at"]:
        raise AssessmentRefused(_("This level was retired while it waited. Say anew where they stand."))


def _refuse_signs_unseen(ladder: Ladder, seen: Mapping[LevelSign, str], evidence: str) -> None:
    """A tick is a claim too: it has its own line, or the one that stands for all."""
    if any(sign.level.ladder_id != ladder.pk or sign.level.retired_at for sign in seen):
        raise AssessmentRefused(_("One of the signs is no longer in use on this ladder. Open the page again."))
    bare = next((sign for sign, line in seen.items() if not line and not evidence), None)
    if bare:
        raise AssessmentRefused(_("Say in a line what you saw of it."), f"seen-{bare.pk}")


def _settled(assessment: Assessment) -> str:
    """Tell the second of two people how the first has settled it meanwhile."""
    assessment.refresh_from_db()
    says = {"who": assessment.confirmed_by or assessment.voided_by or _("Someone no longer here")}
    if assessment.voided_at:
        says["why"] = assessment.void_reason
        return _("%(who)s has taken it back meanwhile: %(why)s. There is nothing left to agree to.") % says
    return _("%(who)s was quicker and has agreed already. It counts, and nothing is left to do.") % says


def _refuse_without_reason(place: Place, is_new_level: bool, has_evidence: object, review_on: date | None) -> None:
    if is_new_level and not has_evidence:
        raise AssessmentRefused(_("Say what you saw: a changed level needs one line of evidence."), "evidence")
    if place != Place.UNSURE:
        if review_on:
            raise AssessmentRefused(_("A day to look again goes with “not sure yet”."), "review_on")
        return
    if not has_evidence:
        raise AssessmentRefused(_("Say in one line what makes you unsure."), "evidence")
    if not review_on:
        raise AssessmentRefused(_("Choose a day to look again."), "review_on")
