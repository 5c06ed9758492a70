"""Where printing takes part in what the site does by itself."""

from experiments.story import printing
from organizations import registry


def register() -> None:
    """Called once, when the application is ready."""
    registry.sweepers.append(printing.sweep)
    registry.clearers.append(printing.clear)
