"""Reads an old write-up, a whole page of text, into the fields of an experiment; what it cannot place, it keeps."""

from experiments.reading.page import read
from experiments.reading.text import NotText, decoded
from experiments.reading.writeup import Item, Writeup

__all__ = ["Item", "NotText", "Writeup", "decoded", "read"]
