"""The group's own questions: they belong to all of it."""

from conversations.models import PromptSet
from conversations.prompts import actions
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number


def of_prompts(scene: Scene) -> Made:
    return {"pk": _set(scene).pk}


def prompt(scene: Scene) -> Made:
    return {"pk": actions.ask(_set(scene), text="What keeps you here?", by=scene.member).pk}


def _set(scene: Scene) -> PromptSet:
    return actions.make_set(name=f"Set {next(number)}", first_day=None, last_day=None, by=scene.member)


SHARED = {of_prompts, prompt}
CELLS = {
    "prompts:list": Cell("note.view.organizers", GET),
    "prompts:answers": Cell("note.view.organizers", GET, prompt),
    "prompts:add_set": Cell("prompt.edit", BOTH),
    "prompts:edit_set": Cell("prompt.edit", BOTH, of_prompts),
    "prompts:put_away_set": Cell("prompt.edit", POST, of_prompts),
    "prompts:back_set": Cell("prompt.edit", POST, of_prompts),
    "prompts:add": Cell("prompt.edit", BOTH, of_prompts),
    "prompts:edit": Cell("prompt.edit", BOTH, prompt),
    "prompts:put_away": Cell("prompt.edit", POST, prompt),
    "prompts:bring_back": Cell("prompt.edit", POST, prompt),
    "prompts:move_up": Cell("prompt.edit", POST, prompt),
}
