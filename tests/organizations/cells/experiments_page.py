"""The page of one experiment: everybody here reads it, and who keeps its log ticks its steps off."""

from datetime import timedelta

from experiments.models import Experiment, Printout, SystemReview, TakingPart
from experiments.papers import actions as papers
from experiments.writing import actions
from experiments.writing import content as page
from members.exporting import files
from members.models import Member
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number


def experiment(scene: Scene) -> Made:
    return {"pk": Experiment.objects.create(title=f"Experiment {next(number)}", made_by=scene.member).pk}


def a_step(scene: Scene) -> Made:
    made = Experiment.objects.create(title=f"Experiment {next(number)}", made_by=scene.member)
    return {"pk": made.pk, "step": made.steps.create(text="Knock").pk}


def kept(scene: Scene) -> Made:
    """One that was saved once: a form knows from which revision it began."""
    content = page.empty() | {"title": f"Experiment {next(number)}"}
    return {"pk": actions.write(content, by=scene.member).pk}  # type: ignore[arg-type]


def to_start(scene: Scene) -> Made:
    return {**kept(scene), "status": "running"}


def running(scene: Scene) -> Made:
    """One that runs, so that it can rest or end."""
    made = kept(scene)
    Experiment.objects.filter(pk=made["pk"]).update(status="running", starts_on="2026-01-05")
    return made


def a_version(scene: Scene) -> Made:
    return {**kept(scene), "number": 1}


def a_file(scene: Scene) -> Made:
    made = kept(scene)
    document = papers.add(Experiment.objects.get(pk=made["pk"]), b"Two lines", name="Notes", by=scene.member)
    return {**made, "document": document.pk}


def to_print(scene: Scene) -> Made:
    return {**kept(scene), "kind": "story"}


def own_paper(scene: Scene) -> Made:
    """A PDF that they asked for themselves."""
    made = kept(scene)
    by = scene.member if scene.mine else Member.objects.create(given_name="Colleague", status="staff")
    about = {"experiment_id": made["pk"], "kind": "story", "asked_by": by, "status": "done"}
    key = files.new_key("printouts")
    files.made(key).write_bytes(b"%PDF-")
    return {**made, "printout": Printout.objects.create(**about, stored_as=key).pk}  # type: ignore[arg-type]


def taking_part(scene: Scene) -> Made:
    made = kept(scene)
    member = Member.objects.create(given_name="Dolores")
    return {**made, "row": TakingPart.objects.create(experiment_id=made["pk"], member=member).pk}


def a_look(scene: Scene) -> Made:
    return {"pk": SystemReview.objects.create(due=scene.organization.today() + timedelta(days=next(number))).pk}


SHARED = {a_look, taking_part, to_print, a_file, experiment, a_step, kept, to_start, running, a_version}
CELLS = {
    "experiments:looks": Cell("experiment.write", BOTH),
    "experiments:look": Cell("experiment.write", BOTH, a_look),
    "experiments:look_call_off": Cell("experiment.write", POST, a_look),
    "experiments:experiment": Cell("experiment.view", GET, experiment),
    "experiments:tick": Cell("experiment.log", POST, a_step),
    "experiments:untick": Cell("experiment.log", POST, a_step),
    "experiments:write": Cell("experiment.write", BOTH),
    "experiments:keep_new": Cell("experiment.write", POST),
    "experiments:drop_new": Cell("experiment.write", POST),
    "experiments:edit": Cell("experiment.write", BOTH, kept),
    "experiments:keep": Cell("experiment.write", POST, experiment),
    "experiments:paste": Cell("experiment.write", BOTH),
    "experiments:paste_keep": Cell("experiment.write", POST),
    "experiments:file_add": Cell("experiment.write", BOTH, kept),
    "experiments:file": Cell("experiment.log", GET, a_file),
    "experiments:story": Cell("experiment.view", GET, kept),
    "experiments:printout": Cell("experiment.view", POST, to_print),
    "experiments:printed": Cell("experiment.view", GET, own_paper, personal=True),
    "experiments:printed_file": Cell("experiment.view", GET, own_paper, personal=True),
    "experiments:taking_part": Cell("experiment.write", BOTH, kept),
    "experiments:take_out": Cell("experiment.write", POST, taking_part),
    "experiments:history": Cell("experiment.write", GET, kept),
    "experiments:go_back": Cell("experiment.write", POST, a_version),
    "experiments:change": Cell("experiment.write", POST, to_start),
    "experiments:pause": Cell("experiment.write", BOTH, running),
    "experiments:midpoint": Cell("experiment.log", POST, experiment),
    "experiments:end": Cell("experiment.write", BOTH, running),
    "experiments:again": Cell("experiment.write", BOTH, kept),
    "experiments:drop": Cell("experiment.write", POST, experiment),
}
