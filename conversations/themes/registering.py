"""What themes, quotes and questions add to other pages, from `AppConfig.ready`."""

from django.utils.translation import gettext_lazy as _

from conversations.quotes import ending
from conversations.today import registry
from conversations.today.registry import Door


def register() -> None:
    """Called once, when the application is ready."""
    registry.sections.append(ending.SECTION)
    registry.doors += [
        Door(_("Themes"), "messages-square", "themes:list", "note.view.organizers", 50),
        Door(_("Questions worth asking"), "circle-question-mark", "prompts:list", "note.view.organizers", 60),
    ]
