"""Saying what the words of a column mean: a choice for each, or a name that is typed."""

import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from imports.meanings.actions import Answer, answer
from imports.meanings.proposals import EMPTY, Proposal, Words


class Line(NamedTuple):
    """One word as the page shows it."""

    proposal: Proposal
    field: BoundField
    why: str


class WordsForm(forms.Form):
    """`lines()` for the page, `answers()` for the action."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        self.words = words
        super().__init__(*args, **{"prefix": f"c{words.column.at}"} | kwargs)
        for proposal in words.proposals:
            self.fields[_name(proposal)] = self._field(proposal)

    def _field(self, proposal: Proposal) -> forms.Field:
        label = _("“%(word)s” becomes") % {"word": proposal.spellings[0]}
        if self.words.vocabulary.is_of_units:
            initial = "" if proposal.becomes == EMPTY else proposal.becomes
            typed = forms.TextInput(attrs={"list": self.names_id, "autocomplete": "off"})
            return forms.CharField(label=label, initial=initial, required=False, max_length=120, widget=typed)
        choices = [("", _("Not said yet")), (EMPTY, _("Leave empty")), *self.words.vocabulary.choices]
        return forms.ChoiceField(label=label, initial=proposal.becomes, required=False, choices=choices)

    @property
    def names_id(self) -> str:
        return f"names-{self.words.column.at}"

    def lines(self) -> Iterator[Line]:
        for proposal in self.words.proposals:
            yield Line(proposal, self[_name(proposal)], self._why(proposal))

    def _why(self, proposal: Proposal) -> str:
        becomes, by_itself, _is_plain = proposal.guess
        if proposal.meant:
            return proposal.meant.reason
        if not becomes:
            return _("We do not know this word.")
        if becomes == by_itself:
            return _("New here.") if becomes in proposal.spellings else _("Spelling fixed.")
        return _("Probably the same.")

    def answers(self) -> dict[str, Answer]:
        """Return what is new: words left as they are read anyway need no word of anybody."""
        found = {}
        for proposal in self.words.proposals:
            value = self.cleaned_data[_name(proposal)] or (EMPTY if self.words.vocabulary.is_of_units else "")
            now = proposal.becomes if proposal.meant else proposal.guess.by_itself
            said = answer(self.words.vocabulary, value) if value and value != now else None
            if said:
                found[proposal.spellings[0]] = said
        return found


def _name(proposal: Proposal) -> str:
    # By the word, not by its place: what was open meanwhile may have moved.
    return f"w{zlib.crc32(proposal.word.encode()):x}"
