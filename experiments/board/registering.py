"""What the board and the library add to other rooms: a place in the menu, and something to clear each night."""

from django.utils.translation import gettext_lazy as _

from experiments.learnings.clearing import clear
from organizations import registry


def register() -> None:
    """Called once, from `AppConfig.ready`."""
    beside = ("experiments:questions", "experiments:learnings")
    registry.places.append(
        registry.Place(_("Experiments"), "flask", "experiments:board", "experiment.view", 26, also=beside)
    )
    registry.clearers.append(clear)
