"""Activities: whoever may open the room sees every one; a person's own page is another matter."""

from activities.actions import fold
from activities.models import Activity, ActivitySeries, HasSkill, Participation, Skill
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number, on_file, someone


def _activity(scene: Scene) -> Activity:
    name, today = f"meeting {next(number)}", scene.organization.today()
    series = ActivitySeries.objects.create(every="week", first_on=today, made_until=today)
    made: Activity = Activity.objects.create(name=name, folded=fold(name), on=today, series=series)
    return made


def an_activity(scene: Scene) -> Made:
    return {"pk": _activity(scene).pk}


def a_person_there(scene: Scene) -> Made:
    activity, member = _activity(scene), on_file(scene, mine=scene.mine)
    row = Participation.objects.create(activity=activity, member=member, outcome="came")
    return {"pk": activity.pk, "row": row.pk}


def a_skill(_scene: Scene) -> Made:
    name = f"skill {next(number)}"
    return {"pk": Skill.objects.create(name=name, folded=name).pk}


def a_skill_of_somebody(scene: Scene) -> Made:
    member, skill = on_file(scene, mine=scene.mine), a_skill(scene)["pk"]
    said = HasSkill.objects.create(member=member, skill_id=skill, said_on=scene.organization.today())
    return {"pk": member.pk, "row": said.pk}


SHARED = {an_activity, a_person_there, a_skill}
CELLS = {
    "activities:list": Cell("member.view", GET),
    "activities:add": Cell("activity.edit", BOTH),
    "activities:skills": Cell("member.view", GET),
    "activities:skill_rename": Cell("activity.edit", POST, a_skill),
    "activities:of_person": Cell("member.view", GET, someone),
    "activities:skill_say": Cell("member.edit", POST, someone),
    "activities:skill_off": Cell("member.edit", POST, a_skill_of_somebody),
    "activities:activity": Cell("member.view", GET, an_activity),
    "activities:edit": Cell("activity.edit", BOTH, an_activity),
    "activities:cancel": Cell("activity.edit", BOTH, an_activity),
    "activities:bring_back": Cell("activity.edit", POST, an_activity),
    "activities:end_series": Cell("activity.edit", POST, an_activity),
    "activities:people": Cell("activity.edit", BOTH, an_activity),
    "activities:find": Cell("activity.edit", POST, an_activity),
    "activities:take_back": Cell("activity.edit", POST, an_activity),
    "activities:person": Cell("activity.edit", BOTH, a_person_there),
    "activities:follow_up": Cell("activity.edit", BOTH, a_person_there),
    "activities:attendance": Cell("activity.check_in", BOTH, an_activity),
    "activities:rest": Cell("activity.check_in", POST, an_activity),
    "activities:door": Cell("activity.check_in", BOTH, an_activity),
    "activities:door_find": Cell("activity.check_in", POST, an_activity),
    "activities:count": Cell("activity.check_in", GET, an_activity),
    "activities:here": Cell("activity.check_in", POST, an_activity),
    "activities:new": Cell("activity.check_in", BOTH, an_activity),
    "activities:undo": Cell("activity.check_in", POST, a_person_there),
}
