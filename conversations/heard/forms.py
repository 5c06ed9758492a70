"""The form that puts a conversation right."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conversations.models import LONGEST_STORY, Conversation
from members.requests import OrgRequest


class EditForm(forms.Form):
    """What was heard, when and how. Who may read it stands beside it, as where it was written."""

    story = forms.CharField(
        label=_("What you heard"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        error_messages={"required": _("Write what you heard, a line is enough.")},
        help_text=_("What stood here before is not kept, only who changed it and when."),
    )
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Conversation.Kind)
    read_by = forms.ChoiceField(label=_("Who can read this"), choices=Conversation.ReadBy, widget=forms.RadioSelect)
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: OrgRequest, conversation: Conversation) -> None:
        super().__init__(
            request.POST or None,
            initial={
                "story": conversation.words,
                "on": conversation.on,
                "kind": conversation.kind,
                "read_by": conversation.read_by,
                "seen_at": conversation.edited_at.isoformat() if conversation.edited_at else "",
            },
        )
        self.fields["on"].widget.attrs["max"] = request.organization.today().isoformat()
        self.fields["story"].widget.attrs["maxlength"] = LONGEST_STORY
        # An attempt at a talk may be without words, and so may one whose words went after their time.
        reached = conversation.outcome == Conversation.Outcome.REACHED
        self.fields["story"].required = reached and conversation.words_went_at is None
        if conversation.author_id != request.member.pk:
            others = [choice for choice in Conversation.ReadBy.choices if choice[0] != Conversation.ReadBy.AUTHOR]
            self.fields["read_by"].choices = others  # type: ignore[attr-defined]

    def clean_seen_at(self) -> datetime | None:
        """Read up to where the person has seen changes; what cannot be read was never seen."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen_at"]) if self.cleaned_data["seen_at"] else None
        except ValueError:
            return datetime.max.replace(tzinfo=UTC)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("story", "on", "kind", "read_by", "seen_at")}

    def meet(self, conversation: Conversation) -> None:
        """Show that somebody changed it meanwhile; saving again then overwrites it knowingly."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen_at"] = conversation.edited_at.isoformat() if conversation.edited_at else ""
        self.data = data
