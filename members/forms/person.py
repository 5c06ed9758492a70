"""Who someone is and where they belong: names, status, organizer, units, tags and the group's own fields."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.about import About
from members.actions import tag_key
from members.fields.asked import asked
from members.forms.own import form_field, stored
from members.models import Field, Member, Tag, Unit, UnitKind
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import Scope

NAMES = ("given_name", "middle_name", "family_name", "suffix", "preferred_name")
COLUMNS = (*NAMES, "pronouns", "language", "employer", "status")
_MOST_ORGANIZERS = 300
_LONGEST_TAG = 80
_WHICH_STATUS = gettext_lazy("Choose contact, member, staff or former.")
_UNKNOWN_TAG = gettext_lazy("There is no tag “%s”. Ask a data lead to add it.")


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """The choices are the organization's own, each read in one statement; an id from elsewhere is none of them."""

    organizer = forms.ChoiceField(
        label=gettext_lazy("Organizer"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose an organizer from the list.")},
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Several with commas between them."),
        widget=forms.TextInput(attrs={"list": "tags", "autocomplete": "off"}),
    )

    class Meta:
        model = Member
        fields = COLUMNS
        help_texts: ClassVar = {"preferred_name": ""}
        error_messages: ClassVar = {"status": {"invalid_choice": _WHICH_STATUS, "required": _WHICH_STATUS}}

    def __init__(self, data: Any, *, request: OrgRequest, about: About | None) -> None:
        super().__init__(data, instance=about.member if about else None)
        self.request, self.about = request, about
        for name in NAMES:
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self._offer_organizers()
        self._offer_units()
        self._offer_own_fields()
        self.known_tags = {tag.folded: tag.name for tag in Tag.objects.order_by("name")}
        self.fields["tags"].initial = ", ".join(about.tags) if about else ""
        if about and about.member.is_made_up:
            self._keep_apart()

    def clean_organizer(self) -> UUID | None:
        chosen = UUID(self.cleaned_data["organizer"]) if self.cleaned_data["organizer"] else None
        if chosen and self.about and chosen == self.about.member.pk:
            raise ValidationError(_("Someone else has to be this person's organizer."))
        return chosen if chosen or self.about else self._own_organizer()

    def clean_tags(self) -> list[str]:
        return self.tags_in(self.cleaned_data["tags"])

    def tags_in(self, text: str) -> list[str]:
        """Return the names; who may not make tags is told which one does not exist."""
        names = self._split(text)
        for name in names:
            if len(name) > _LONGEST_TAG:
                raise ValidationError(_("A tag has at most 80 letters. Put commas between several."))
            if tag_key(name) not in self.known_tags and not may(self.request, "tag.edit"):
                raise ValidationError(_UNKNOWN_TAG % name)
        return names

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        data = self.cleaned_data
        columns = {name: data[name] for name in COLUMNS}
        return {
            "columns": {**columns, "organizer_id": data["organizer"]},
            "units": {kind: self.units.get(data[name]) for name, kind in self.kinds.items()},
            "tags": data["tags"],
            "values": {self.reasons[name]: stored(own, data[name]) for name, own in self.own.items()},
        }

    def belongs(self) -> list[forms.BoundField]:
        """The fields for units, one for each kind."""
        return [self[name] for name in self.kinds]

    def asked(self) -> list[tuple[str, list[tuple[forms.BoundField, Field]]]]:
        """The fields that the group has added, by section, each with what was written down about it."""
        rows = [(field.section, (self[name], field)) for name, field in self.reasons.items()]
        return [
            (section.name if section else "", [row for _section, row in those])
            for section, those in groupby(rows, key=lambda row: row[0])
        ]

    def _offer_organizers(self) -> None:
        signs_in = Q(user_id__isnull=False, status=Member.Status.STAFF, kind=Member.Kind.PERSON, archived_at=None)
        current = self.about.member.organizer_id if self.about else self._own_organizer()
        people = Member.objects.filter(signs_in | Q(pk=current)).by_name()[:_MOST_ORGANIZERS]
        field = self.fields["organizer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("Nobody yet")), *((str(each.pk), str(each)) for each in people)]
        field.initial = str(current or "")

    def _own_organizer(self) -> UUID | None:
        """Who may see their own people only would not see one again that they add for nobody."""
        return self.request.member.pk if self.request.scope is Scope.OWN else None

    def _offer_units(self) -> None:
        self.units = {str(unit.pk): unit for unit in Unit.objects.select_related("kind").order_by("name", "pk")}
        by_kind: dict[UnitKind, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            by_kind[unit.kind].append(unit)
        now = {row["kind_id"]: row["unit_id"] for row in self.about.units} if self.about else {}
        self.kinds: dict[str, UnitKind] = {}
        for kind in sorted(by_kind, key=lambda kind: (not kind.is_default, kind.name)):
            name = f"unit_{kind.pk.hex}"
            self.kinds[name] = kind
            self.fields[name] = forms.ChoiceField(
                label=kind.name,
                required=False,
                choices=[("", _("None")), *tree(by_kind[kind])],
                initial=now.get(str(kind.pk), ""),
                error_messages={"invalid_choice": _("Choose one from the list.")},
            )

    def _offer_own_fields(self) -> None:
        now = {row["field_id"]: row["value"] for row in self.about.values} if self.about else {}
        rows = {f"own_{own.pk.hex}": (own, field) for own, field in asked(self.request)}
        self.own = {name: own for name, (own, _field) in rows.items()}
        # The rows of the fields, which say why each is asked.
        self.reasons = {name: field for name, (_own, field) in rows.items()}
        for name, own in self.own.items():
            self.fields[name] = form_field(own, now.get(str(own.pk), ""))

    def _keep_apart(self) -> None:
        """Somebody made up has no organizer, unit or tag: others would meet them there, or a tag made in practice."""
        for name in ("organizer", "tags", *self.kinds):
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Not for practice: others would see it.")

    def _split(self, text: str) -> list[str]:
        """Part at commas, but keep a tag whole that has one in its name; each once."""
        pieces = [piece for part in text.split(",") if (piece := " ".join(part.split()))]
        names: dict[str, str] = {}
        while pieces:
            most = next((n for n in range(len(pieces), 1, -1) if tag_key(", ".join(pieces[:n])) in self.known_tags), 1)
            name = ", ".join(pieces[:most])
            names.setdefault(tag_key(name), self.known_tags.get(tag_key(name), name))
            del pieces[:most]
        return list(names.values())


def tree(units: Iterable[Unit], below: UUID | None = None, depth: int = 0) -> list[tuple[str, str]]:
    """List units of one kind as choices, each under the one it belongs to."""
    children: dict[UUID | None, list[Unit]] = defaultdict(list)
    for unit in units:
        children[unit.parent_id].append(unit)

    def branch(parent: UUID | None, depth: int) -> list[tuple[str, str]]:
        return [
            choice
            for unit in children[parent]
            for choice in ((str(unit.pk), "\u2003" * depth + unit.name), *branch(unit.pk, depth + 1))
        ]

    return branch(below, depth)
