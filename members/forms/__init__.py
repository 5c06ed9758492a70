"""The form of one person: the fields, the contacts, and what both together have to say."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from members.about import About
from members.forms.contacts import ContactFormSet
from members.forms.person import NAMES, PersonForm
from members.history import Change, changes_of, latest_event
from members.models import Member
from members.requests import OrgRequest
from members.same import named_alike, reached_alike


class WholeForm:
    """All that can be filled in about one person; `about` is who is edited, None when someone is added."""

    def __init__(self, request: OrgRequest, about: About | None = None, *, is_sent: bool = True) -> None:
        data = request.POST if is_sent and request.method == "POST" else None
        self.request, self.about, self.is_bound = request, about, data is not None
        self.person = PersonForm(data, request=request, about=about)
        points = about.points if about else []
        self.contacts = ContactFormSet(data, group=request.organization, points=points)
        # Others who may be the same person; shown once before someone is added.
        self.same: list[Member] = []
        # What others changed since the form was opened, and up to where the person has seen it.
        self.is_late, self.late = False, list[Change]()
        # What was typed about somebody who was put together with this one meanwhile: see `carried`.
        self.carried = list[str]()
        if data is not None:
            self.seen_at, self.seen_event = _seen(data)
        elif about:
            self.seen_at, self.seen_event = about.member.changed_at, latest_event(about.member.pk)

    @cached_property
    def non_field_errors(self) -> list[str]:
        """Return what is wrong with the whole, not with one field of it."""
        if not self.is_bound:
            return []
        found = [*self.person.non_field_errors(), *self.contacts.non_form_errors()]
        if not found and not self._field_errors() and self._is_nobody():
            found = [_("Write a name, a phone or an e-mail, so that we know who this is.")]
        return found

    @property
    def errors(self) -> list[str]:
        return [*self.non_field_errors, *self._field_errors()]

    def visible_fields(self) -> list[BoundField]:
        """Return the fields in the order of the page."""
        return [field for form in (self.person, *self.contacts.shown()) for field in form.visible_fields()]

    def is_valid(self) -> bool:
        return self.is_bound and not self.errors

    def is_someone_new(self) -> bool:
        """Whether nobody visible is reached or named alike, or those who are were shown: then it is someone else."""
        self.look_around()
        return {str(each.pk) for each in self.same} <= set(self.request.POST.get("same", "").split())

    def look_around(self) -> None:
        """Find who of those one may see may be the same person; what is not filled in rightly yet says nothing."""
        people = Member.objects.people().visible_to(self.request)
        reached = reached_alike(people, self.contacts.kept()) if self.contacts.is_valid() else []
        named = named_alike(people, self.person.cleaned_data) if self.person.is_valid() else []
        self.same = list(dict.fromkeys([*reached, *named]))

    def meet(self, changed_at: datetime) -> None:
        """Show what others changed meanwhile; saving again then overwrites it knowingly."""
        assert self.about  # noqa: S101 - only someone who is there can have been changed
        pk = self.about.member.pk
        self.is_late, self.late = True, changes_of(pk, self.request.roles, after=self.seen_event)
        self.seen_at, self.seen_event = changed_at, latest_event(pk)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        given = {**self.person.given(), "contacts": self.contacts.kept()}
        return {**given, "removed": self.contacts.removed(), "seen_at": self.seen_at} if self.about else given

    def _field_errors(self) -> list[str]:
        return [str(error) for field in self.visible_fields() for error in field.errors]

    def _is_nobody(self) -> bool:
        return not any(self.person.cleaned_data.get(name) for name in NAMES) and not self.contacts.kept()


def _seen(data: Mapping[str, str]) -> tuple[datetime, int]:
    """Read up to where the person has seen changes; what cannot be read was never seen."""
    try:
        return datetime.fromisoformat(data.get("seen_at", "")), int(data.get("seen_event", "0"))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC), 0
