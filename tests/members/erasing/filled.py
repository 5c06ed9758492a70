"""Somebody of whom every table says something, with one word in each text."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone

from ladders.models import Ladder, Level
from members.models import Member, UnitKind

WORD = "quetzalcanary"
DAY = date(2026, 3, 5)
MAIL = f"{WORD}@example.org"
SAID: dict[str, Any] = {"field": "given_name", "op": "is", "values": [f"Ana {WORD}"]}
TREE = {"how": "all", "parts": [SAID]}


def row(label: str, **columns: Any) -> Any:
    """Make a row of whatever room."""
    return apps.get_model(label)._default_manager.create(**columns)


def somebody(*, by: Member) -> Member:
    """Make the person, and all that is said of them; `by` says it."""
    member: Member = Member.objects.create(
        given_name="Ana", family_name=WORD, middle_name=WORD, suffix=WORD, preferred_name=WORD, pronouns=WORD,
        language=WORD, employer=WORD, organizer=by,
    )  # fmt: skip
    ladder = Ladder.objects.get(is_default=True)
    level = ladder.levels.get(position=2)
    _reached(member)
    _was_there(member)
    _described(member)
    _near(member, by)
    _worked_on(member, by)
    _placed(member, ladder, level, by)
    _planned(member, ladder, level, by)
    _told(member, by)
    _talked(member, by)
    _listed(member, by)
    _tried(member)
    _posted(member, by)
    return member


def _reached(member: Member) -> None:
    row(
        "members.ContactPoint", member=member, kind="email", value=MAIL, normal=MAIL, street=WORD, city=WORD,
        region=WORD, postal_code=WORD, country=WORD, may_mail="yes",
        consent_source=WORD,
    )  # fmt: skip
    row("members.ExternalId", member=member, system=WORD, value=f"no-{WORD}")
    row("members.Correction", member=member, what="name", wrong=WORD, answer=WORD)
    row("members.RightsFile", member=member, status="done")
    row("members.RemovedContact", member=member, point=uuid.uuid4(), kind="phone", was={"value": WORD})


def _was_there(member: Member) -> None:
    activity = row("activities.Activity", name=f"At Ana {WORD}’s", folded=f"at ana {WORD}s", on=DAY, place=MAIL)
    before = {"was": {"role": WORD}, "now": {"role": ""}}
    row("activities.Participation", activity=activity, member=member, outcome="came", role=WORD, before_merge=before)
    row("activities.HasSkill", member=member, skill=row("activities.Skill", name="Cook", folded="cook"), said_on=DAY)


def _described(member: Member) -> None:
    field = row("members.Field", name="Car", folded="car", kind="text")
    row("members.FieldValue", member=member, field=field, value=WORD)
    kind = UnitKind.objects.get()
    unit = row("members.Unit", kind=kind, name="East", folded="east")
    row("members.Belonging", member=member, kind=kind, unit=unit)
    row("members.StaffScope", member=member, unit=unit)
    row("members.UnitContact", member=member, unit=unit, part=WORD, is_named=True)
    row("members.MemberTag", member=member, tag=row("members.Tag", name="Door", folded="door"))
    gone = row("members.Gone", what="tag", was=uuid.uuid4(), name="Old", folded="old")
    row("members.GoneFrom", gone=gone, member=member)


def _near(member: Member, by: Member) -> None:
    row("members.Relationship", member=member, other=by, kind="friend", note=WORD)
    row("members.Relationship", member=by, other=member, kind="family", note=WORD, removed_at=timezone.now())
    low, high = sorted([member, by], key=lambda each: each.pk)
    row("members.DifferentPeople", low=low, high=high)
    group = row("members.DuplicateGroup", run=row("members.DuplicateRun"), kind="same")
    row("members.DuplicateMember", group=group, member=member)
    team = row("members.Team", name="Kitchen", folded="kitchen", organizer=member)
    row("members.TeamMember", team=team, member=member)
    row("members.TeamRole", team=team, member=member, name="Cook")
    row("members.TeamRole", team=team, member=member, is_lead=True)
    Member.objects.filter(pk=by.pk).update(organizer=member)


def _worked_on(member: Member, by: Member) -> None:
    changes = row("members.ChangeSet", by=by, asked={"filters": TREE})
    row("members.CellChange", change_set=changes, member=member, field="given_name", before=WORD, after=WORD)
    row("members.SavedView", owner=member, name=WORD, folded=WORD, filters={"said": WORD})
    row("members.SavedView", owner=by, name=f"With ana {WORD}", folded=f"with ana {WORD}", filters=TREE)
    row("members.Export", asked_by=by, reason=f"For Ana {WORD}", filters=TREE, status="done")
    merged = Member.objects.create(given_name=WORD, merged_into=member)
    row("members.ContactPoint", member=merged, kind="address", value=f"1 {WORD} Street", normal=f"1 {WORD}")
    told = ["members.member", str(member.pk), "employer", "", WORD]
    row("members.MergeRecord", survivor=member, merged=merged, changed=[told], moved=[told])


def _placed(member: Member, ladder: Ladder, level: Level, by: Member) -> None:
    where = {"ladder": ladder, "place": "level", "level": level}
    said = row("ladders.Assessment", member=member, on=DAY, evidence=WORD, assessed_by=by, **where)
    void = {"voided_at": timezone.now(), "void_reason": WORD}
    row("ladders.Assessment", member=member, on=DAY, evidence=WORD, **void, **where)
    row("ladders.SignSeen", assessment=said, text="Brings others", evidence=WORD)
    row("ladders.OwnWord", member=member, ladder=ladder, words=WORD, on=DAY)
    row("ladders.Proposal", member=member, reason=WORD, because=WORD, state="dismissed",
        decided_at=timezone.now(), **where)  # fmt: skip
    rule = row("ladders.LevelRule", filters=TREE, **where)
    row("ladders.RuleMatch", rule=rule, member=member)
    calibration = row("ladders.Calibration", name="March", ladder=ladder)
    person = row("ladders.CalibrationMember", calibration=calibration, member=member, position=1)
    assessor = row("ladders.CalibrationAssessor", calibration=calibration, assessor=by)
    row("ladders.CalibrationPlacement", by=assessor, person=person, place="level", level=level, saw=WORD)


def _planned(member: Member, ladder: Ladder, level: Level, by: Member) -> None:
    plan = row("ladders.DevelopmentPlan", member=member, ladder=ladder, aims_at=level, made_on=DAY, closed_at=timezone.now(),
               how_it_went=WORD)  # fmt: skip
    row("ladders.PlanStep", plan=plan, position=1, text=WORD, kind="skill", outcome="done", settled_on=DAY, note=WORD)
    other = row("ladders.DevelopmentPlan", member=by, ladder=ladder, aims_at=level, made_on=DAY)
    row("ladders.PlanStep", plan=other, position=1, text="Lead a meeting", kind="skill", supporter=member)
    carried = row("ladders.Responsibility", name="Keys", folded="keys")
    row("ladders.Holding", responsibility=carried, member=member, since=DAY, words=WORD, how_it_went=WORD)
    row("ladders.AssessQueue", owner=member, ladder=ladder, title=WORD)
    queue = row("ladders.AssessQueue", owner=by, ladder=ladder, title="East")
    row("ladders.Queued", queue=queue, member=member, position=1)
    row("ladders.Goal", ladder=ladder, whose="organizer", organizer=member, wanted=3, due=DAY, baseline=1,
        baseline_on=DAY)  # fmt: skip


def _told(member: Member, by: Member) -> None:
    practice = Member.objects.create(kind="practice", made_up_for=member, given_name=WORD)
    row("conversations.Practice", learner=member, person=practice, right_phone=WORD)
    row("conversations.Notice", to=by, kind="agreed", member=member)
    row("conversations.Notice", to=member, kind="agreed")
    row("conversations.HelpRequest", asker=member, to=by, page="people", text=WORD)
    row("conversations.MailChoice", member=member)
    row("conversations.Digest", member=member, due_at=timezone.now())


def _talked(member: Member, by: Member) -> None:
    """Alone with them, with somebody else, and about them; open and closed; promised, owed and quoted."""
    alone = row("conversations.Conversation", on=DAY, author=by, story=WORD, outside_id=WORD)
    row("conversations.Participant", conversation=alone, member=member)
    row("conversations.ConversationTheme", conversation=alone, sentence=WORD,
        theme=row("conversations.Theme", name="Heat", meaning=f"As Ana {WORD} said"))  # fmt: skip
    asked = row("conversations.Prompt", of=row("conversations.PromptSet", name="Always"), text="Why?")
    row("conversations.PromptAnswer", conversation=alone, prompt=asked, text=WORD)
    both = row("conversations.Conversation", on=DAY, author=by, story=f"Ana {WORD} and I, {MAIL}")
    for each in (member, by):
        row("conversations.Participant", conversation=both, member=each)
    row("conversations.PromptAnswer", conversation=both, prompt=asked, text=f"Ana {WORD}")
    closed = row("conversations.Conversation", on=DAY, author=member, read_by="author", sealed=WORD)
    row("conversations.Draft", key=uuid.uuid4(), owner=member, sealed=WORD, written_at=timezone.now())
    promise = {"conversation": both, "what": WORD, "note": WORD}
    row("conversations.Commitment", member=member, said_on=DAY, **promise)
    row("conversations.FollowUp", owner=by, member=member, handed_note=WORD, **promise)
    row("conversations.FollowUp", owner=member, member=by, handed_note=WORD, **promise)
    row("conversations.Commitment", member=by, said_on=DAY, conversation=closed, what=f"Call Ana {WORD}")
    row("conversations.Quote", member=member, conversation=alone, words=WORD, called=WORD, named="called",
        agreed_how=WORD, agreed_on=DAY)  # fmt: skip
    row("conversations.OwnNumber", member=member, n=3)
    row("conversations.Feed", member=member, secret_hash=WORD)
    now = timezone.now()
    hour = row("conversations.DataHour", begins_at=now, ends_at=now + timedelta(hours=1), called_by=by)
    row("conversations.HourGuest", hour=hour, member=member)
    row("conversations.HourTurn", hour=hour, member=member, taken_by=by)
    report = row("dashboards.Report", kind="members", first=DAY, last=DAY, language="en", asked_by=by)
    schedule = row("dashboards.ReportSchedule", like=report, made_by=by, due_at=now)
    row("dashboards.ReportReader", schedule=schedule, member=member)


def _listed(member: Member, by: Member) -> None:
    batch = row(
        "imports.ImportBatch", name="March.csv", started_by=by, samples=[[WORD]], spellings={"Name": [[WORD, 1]]}
    )
    texts: dict[str, Any] = {
        "cells": {"given_name": [WORD]}, "clean": {"given_name": WORD}, "problems": [{"value": WORD}],
        "offers": [{"value": WORD}], "notes": [{"value": WORD}], "likely": [[WORD]], "reason": WORD,
    }  # fmt: skip
    row("imports.ImportRow", batch=batch, number=2, member=member, plan="created", fate="created", **texts)
    row("imports.ImportRow", batch=batch, number=3, member=member, plan="updated", **texts)
    row("imports.ImportFix", batch=batch, number=2, column=WORD, value=WORD, before=WORD, move=uuid.uuid4())
    row(
        "imports.ImportChange",
        batch=batch,
        about=member.pk,
        at=timezone.now(),
        steps=[[["members.member"], None, {"x": WORD}]],
    )
    row("imports.ImportKept", batch=batch, member=member, why="changed")
    row("imports.ImportMeaning", about="organizer", word=WORD, does="is", means=str(member.pk), move=uuid.uuid4())
    row("imports.KeptAside", batch=batch, member=member, what="team", sealed=WORD)
    row("imports.SheetLine", batch=batch, member=member, said={"x": WORD})
    row(
        "imports.SheetDifference",
        batch=batch,
        number=2,
        member=member,
        what="phone",
        newer="here",
        there=WORD,
        here=WORD,
    )


def _tried(member: Member) -> None:
    experiment = row("experiments.Experiment", title="Porch lights", accountable=member, coach=member)
    row("experiments.OnTeam", experiment=experiment, member=member, part=WORD)
    row("experiments.ExperimentStep", experiment=experiment, text="Knock", owner=member)
    row("experiments.Printout", experiment=experiment, kind="story", asked_by=member)
    row("experiments.TakingPart", experiment=experiment, member=member)
    row("experiments.Unsaved", writer=member, typed={"hypothesis": f"If Ana {WORD} asks"})
    team = [{"id": "", "member": str(member.pk), "name": "", "part": WORD}]
    row("experiments.Revision", experiment=experiment, number=1, content={"team": team})
    lots = row("experiments.Assignment", experiment=experiment, named="East", seed="1")
    row("experiments.Assigned", assignment=lots, member=member, group=1)
    sign = row("experiments.Sign", experiment=experiment, kind="success", text="Again")
    metric = row("experiments.Metric", sign=sign, way="pulse", question="Again?")
    row("experiments.PulseAnswer", metric=metric, member=member, is_yes=True, on=DAY)


def _posted(member: Member, by: Member) -> None:
    experiment = row("experiments.Experiment", title=f"Cards of Ana {WORD}", hypothesis=f"If Ana {WORD} asks")
    row("experiments.ExperimentStep", experiment=experiment, text=f"Ask Ana {WORD}", who=f"Ana {WORD}")
    row("experiments.Sign", experiment=experiment, kind="success", text=f"Ana {WORD} comes", how=f"Ana {WORD} says")
    row("experiments.OnTeam", experiment=experiment, name=f"Ana {WORD}")
    row("experiments.Document", experiment=experiment, name=f"Letter to Ana {WORD}")
    row("experiments.TakingPart", experiment=experiment, name=f"Ana {WORD}’s floor")
    row("experiments.Question", text=f"How might we hear Ana {WORD}?")
    row(
        "experiments.Learning",
        text=f"Ana {WORD} knows",
        on=DAY,
        was={"text": f"Ask Ana {WORD}"},
        removed_at=timezone.now(),
    )
    row("experiments.Decision", experiment=experiment, text=f"Ask Ana {WORD}", on=DAY)
    row("experiments.OpenQuestion", experiment=experiment, text=f"Where is Ana {WORD}?")
    row("experiments.Revision", experiment=experiment, number=1, content={"title": f"Ana {WORD}", "team": []})
    row("experiments.Unsaved", writer=by, typed={"title": f"Ana {WORD}"})
    row("experiments.UnsavedPost", writer=by, experiment=experiment, text=f"Ana {WORD} said")
    row("experiments.UnsavedPost", writer=member, experiment=experiment, text=WORD)
    text = f"\ue000{member.pk}\ue001{WORD}’s sister\ue002 met Ana {WORD}"
    post = row("experiments.LogPost", experiment=experiment, author=by, on=DAY, text=text, picture_shows=f"Ana {WORD}")
    row(
        "experiments.LogPost",
        experiment=experiment,
        author=member,
        on=DAY,
        text=f"Ana {WORD}",
        thread=post,
        parent=post,
    )
    row("experiments.LogWas", post=post, text=text)
    row("experiments.Follows", experiment=experiment, member=member)
    review = row("experiments.CoachReview", experiment=experiment, by=by, on=DAY, advice="stop", text=f"Ask Ana {WORD}")
    row("experiments.Remark", review=review, about="whole", text=f"Ana {WORD} knows")
    note = row("experiments.CoachingNote", coach=by, on=DAY, agreed=f"Ana {WORD} calls")
    row("experiments.AtCoaching", note=note, member=member)
    row("experiments.CoachingNote", coach=member, on=DAY, agreed=WORD)
    row("experiments.LastLook", member=member)
    row("experiments.SystemReview", due=DAY, set_by=member, in_place_words=f"Ana {WORD}", useful_words=f"Ana {WORD}",
        embraced_words=f"Ana {WORD}", figures={"said": f"Ana {WORD}"})  # fmt: skip
