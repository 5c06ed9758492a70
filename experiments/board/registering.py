"""What experiments add to the menu."""

from django.utils.translation import gettext_lazy as _

from organizations import registry


def register() -> None:
    """Called once, from `AppConfig.ready`."""
    registry.places.append(registry.Place(_("Experiments"), "flask", "experiments:board", "experiment.view", 26))
