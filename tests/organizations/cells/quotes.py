"""Words that somebody agreed to be quoted with."""

from conversations.models import Quote
from conversations.quotes import actions
from tests.organizations.cells.scene import BOTH, GET, Cell, Made, Scene, on_file, someone


def quote(scene: Scene) -> Made:
    """Of one of their people, or of somebody out of their reach."""
    today = scene.organization.today()
    consent = actions.Consent(Quote.Where.INSIDE, None, Quote.Named.NOBODY, "", today, "")
    who = on_file(scene, mine=scene.mine)
    by = scene.member if scene.mine else on_file(scene, mine=False)
    return {"pk": actions.keep(member=who, words="I pay twice.", consent=consent, by=by).pk}


CELLS = {
    "quotes:list": Cell("note.view.organizers", GET),
    "quotes:add": Cell("theme.edit", BOTH, someone),
    "quotes:edit": Cell("theme.edit", BOTH, quote),
    "quotes:withdraw": Cell("theme.edit", BOTH, quote),
}
