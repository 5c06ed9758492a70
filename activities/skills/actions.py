"""What changes skills and who has them."""

from datetime import date

from activities import registry
from activities.models import HasSkill, Skill
from audit.recording import action, record
from members import normal
from members.models import Member

RIGHT = "activity.edit"


def fold(name: str) -> str:
    return normal.fold(name)[:80] or name


@action
def named(name: str, *, by: Member | None) -> Skill:
    """Return the skill of this name, made if the group does not have it yet; capitals and accents make no other."""
    name = " ".join(name.split())[:80]
    skill, made = Skill.objects.get_or_create(folded=fold(name), defaults={"name": name})
    if made:
        record(RIGHT, of=skill, by=by, fields=["skill"])
    return skill


@action
def rename(skill: Skill, *, name: str, by: Member) -> Skill:
    """Call a skill by another word; a word that stands there already makes one of two, with all who have either."""
    name = " ".join(name.split())[:80]
    other = Skill.objects.filter(folded=fold(name)).exclude(pk=skill.pk).first()
    if other is None:
        Skill.objects.filter(pk=skill.pk).update(name=name, folded=fold(name))
        skill.name = name
    else:
        skill.trainings.update(skill=other)
        skill.people.exclude(member__in=other.people.values("member")).update(skill=other)
        for handle in registry.on_joined:
            handle(skill, other)
        skill.delete()
    record(RIGHT, of=other or skill, by=by, fields=["skill"])
    return other or skill


@action
def say(member: Member, *, name: str, on: date, by: Member) -> HasSkill:
    """Write down that somebody can do something already."""
    row, made = HasSkill.objects.get_or_create(
        member=member, skill=named(name, by=by), defaults={"said_by": by, "said_on": on}
    )
    if made:
        record("member.edit", of=member, by=by, fields=["skills"])
    return row


@action
def take_back(row: HasSkill, *, by: Member) -> bool:
    """Take such a word back; what they learned at a training stays."""
    if not HasSkill.objects.filter(pk=row.pk).delete()[0]:
        return False
    record("member.edit", of=row.member, by=by, fields=["skills"])
    return True
