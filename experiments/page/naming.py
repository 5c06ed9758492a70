"""The names rule by its old address, for the parts of the page."""

from experiments.names import shown, words

__all__ = ["shown", "words"]
