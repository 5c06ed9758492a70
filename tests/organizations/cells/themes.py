"""Themes drawn out of conversations."""

from conversations.actions import log
from conversations.models import Conversation, Theme
from conversations.themes import actions
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number, on_file


def a_theme(scene: Scene, *, by_somebody: bool = False) -> Theme:
    """One that they made, or somebody else."""
    by = scene.member if scene.mine or by_somebody else on_file(scene, mine=False)
    return actions.make(name=f"Theme {next(number)}", by=by)


def theme(scene: Scene) -> Made:
    return {"pk": a_theme(scene).pk}


def any_theme(scene: Scene) -> Made:
    """Themes are the whole group's to read."""
    return {"pk": a_theme(scene, by_somebody=True).pk}


def merged_theme(scene: Scene) -> Made:
    was = a_theme(scene)
    actions.merge(was, into=a_theme(scene), by=scene.member)
    return {"pk": was.pk}


def conversation(scene: Scene) -> Made:
    """With one of their people, or with somebody out of their reach."""
    by = scene.member if scene.mine else on_file(scene, mine=False)
    who = on_file(scene, mine=scene.mine)
    return {"pk": log(by=by, members=[who], on=scene.organization.today(), story="Rent went up.").pk}


def drawn_out(scene: Scene) -> Made:

    talk = Conversation.objects.get(pk=conversation(scene)["pk"])
    return {"pk": actions.draw_out(talk, theme=a_theme(scene, by_somebody=True), by=scene.member).pk}


SHARED = {any_theme}
CELLS = {
    "themes:list": Cell("note.view.organizers", GET),
    "themes:theme": Cell("note.view.organizers", GET, any_theme),
    "themes:sheet": Cell("note.view.organizers", GET),
    "themes:add": Cell("theme.edit", BOTH),
    "themes:edit": Cell("theme.edit", BOTH, theme),
    "themes:merge": Cell("theme.edit", POST, theme),
    "themes:part": Cell("theme.edit", POST, merged_theme),
    "themes:put_away": Cell("theme.edit", POST, theme),
    "themes:bring_back": Cell("theme.edit", POST, theme),
    "themes:draw": Cell("theme.edit", BOTH, conversation),
    "themes:let_go": Cell("theme.edit", POST, drawn_out),
}
