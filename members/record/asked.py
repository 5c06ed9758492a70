"""What the record is asked for, by the address: who, what, when, about whom."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit.models import AuditEvent, ReadEvent
from audit.words import say
from members.models import Member
from members.requests import OrgRequest
from organizations.periods import A_DAY

PER_PAGE = 50
CHANGES, READS = "changes", "reads"
NOBODY = "nobody"
_DAY = {"type": "date"}


class RecordForm(forms.Form):
    """How the record is narrowed down. `of` is the key of whom or what it is about: a page of a person leads here with it."""

    kind = forms.ChoiceField(
        label=_("Show"), required=False, choices=[(CHANGES, _("What was done")), (READS, _("What was read"))]
    )
    who = forms.ChoiceField(label=_("By whom"), required=False)
    what = forms.ChoiceField(label=_("What"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    of = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: OrgRequest) -> None:
        super().__init__(request.GET)
        self.organization = request.organization
        model = ReadEvent if request.GET.get("kind") == READS else AuditEvent
        seen = model._default_manager.order_by().values_list("action", flat=True).distinct()  # noqa: SLF001 - of either
        self._offer("what", sorted(((name, say(name)) for name in seen), key=lambda each: each[1]))
        people = Member.objects.exclude(user_id=None).order_by("name", "pk")
        self._offer("who", [(NOBODY, _("The clock, or a terminal")), *((str(each.pk), str(each)) for each in people)])

    def _offer(self, name: str, found: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("Any")), *found]
        field.error_messages["invalid_choice"] = _("This is not on offer any more. Choose again.")

    @property
    def wants_reads(self) -> bool:
        return bool(self.cleaned_data.get("kind") == READS)

    def found(self, *, before: str = "") -> QuerySet[Any]:
        """Return the events asked for, the latest first; what means nothing here is left out."""
        given = self.cleaned_data
        rows: QuerySet[Any] = ReadEvent.objects.order_by("-pk") if self.wants_reads else AuditEvent.objects.all()
        rows = self._older(rows, before)
        if who := given.get("who"):
            rows = rows.filter(actor_id=None if who == NOBODY else UUID(who))
        if given.get("what"):
            rows = rows.filter(action=given["what"])
        if given.get("of"):
            rows = rows.filter(object_id=given["of"])
        if since := given.get("since"):
            rows = rows.filter(at__gte=self._midnight(since))
        if (until := given.get("until")) and until < date.max:
            rows = rows.filter(at__lt=self._midnight(until + A_DAY))
        return rows

    def key_of(self, event: Any) -> str:
        """Return what an address says to go on from this event: keys of reads grow with time, events are numbered."""
        return str(event.pk if self.wants_reads else event.seq)

    def _older(self, rows: QuerySet[Any], before: str) -> QuerySet[Any]:
        try:
            if not before:
                return rows
            return rows.filter(pk__lt=UUID(before)) if self.wants_reads else rows.filter(seq__lt=int(before))
        except ValueError:
            return rows

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.organization.zone)
