"""What happened, as it goes on."""

from experiments.log.shown import shown

__all__ = ["shown"]
