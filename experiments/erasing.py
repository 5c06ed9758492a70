"""What this room lets go of when somebody is erased: that they were on a team or took part, and what they had not saved."""

from experiments.models import (
    Assigned,
    Experiment,
    ExperimentStep,
    OnTeam,
    PulseAnswer,
    Revision,
    TakingPart,
    Unsaved,
)
from members.models import Member


def empty(member: Member) -> None:
    """Experiments stay, with nobody in their place; old revisions forget which part they had."""
    OnTeam.objects.filter(member=member).delete()
    TakingPart.objects.filter(member=member).delete()
    Unsaved.objects.filter(writer=member).delete()
    Assigned.objects.filter(member=member).delete()
    PulseAnswer.objects.filter(member=member).delete()
    Experiment.objects.filter(accountable=member).update(accountable=None)
    Experiment.objects.filter(coach=member).update(coach=None)
    ExperimentStep.objects.filter(owner=member).update(owner=None)
    key = str(member.pk)
    for revision in Revision.objects.filter(content__team__contains=[{"member": key}]):
        revision.content["team"] = [row for row in revision.content["team"] if row["member"] != key]
        revision.save(update_fields=["content"])
