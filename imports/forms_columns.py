"""One choice for each heading, and one for many columns that are alike."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import wide
from imports.guessed import why
from imports.models import ImportBatch
from imports.targets import Target

SAMPLES = 3
# So many columns get the whole list of choices; the others of a very wide list get the few that are likely.
FULL = 200
# What a column of a group says when it goes with the group.
AS_GROUP = "="


class Choice(NamedTuple):
    """One column as the page shows it."""

    header: str
    samples: list[str]
    why: str
    field: BoundField
    options: SafeString
    scale: BoundField | None
    on: date | None = None


class Alike(NamedTuple):
    """Columns that are one decision: how many, what they look like, the choice, and each of them."""

    n: int
    title: str
    field: BoundField
    columns: list[Choice]


class ColumnsForm(forms.Form):
    """`columns()`, `rest()` and `groups()` are for the page, `mapping()` is what was chosen for each heading."""

    def __init__(self, *args: Any, batch: ImportBatch, targets: Sequence[Target], **kwargs: Any) -> None:
        self.batch, self.targets = batch, targets
        self.labels = {target.key: target.label for target in targets}
        self.alike = [wide.Group(kind, columns) for kind, columns in batch.layout.get("groups", [])]
        self.group_of = {at: n for n, group in enumerate(self.alike) for at in group.columns}
        kwargs["initial"] = kwargs.get("initial", {}) | self._initial()
        super().__init__(*args, **kwargs)
        self._ask_of_groups()
        self._ask_of_columns()

    def _initial(self) -> dict[str, str]:
        """Let a group begin with what most of its columns are; the others say what they are."""
        keys = [key or "" for key in self.batch.mapping]
        of = [Counter(keys[at] for at in group.columns).most_common(1)[0][0] for group in self.alike]
        said = {f"g{n}": key for n, key in enumerate(of)}
        for at, key in enumerate(keys):
            n = self.group_of.get(at)
            said[f"c{at}"] = AS_GROUP if n is not None and of[n] == key else key
        return said

    def _ask_of_groups(self) -> None:
        for n, group in enumerate(self.alike):
            keys = dict.fromkeys([*wide.CHOICES[group.kind], self.initial[f"g{n}"]])
            choices = [(key, _EACH.get(key) or self.labels.get(key, key)) for key in keys if key]
            self.fields[f"g{n}"] = forms.ChoiceField(
                label=self._title(group), choices=[*choices, ("", _("Left out, all of them"))], required=False
            )

    def _title(self, group: wide.Group) -> str:
        return str(_LOOKS[group.kind]) % {"n": len(group.columns)}

    def _ask_of_columns(self) -> None:
        choices = [("", ""), *((target.key, str(target.label)) for target in self.targets)]
        scales = self.batch.layout.get("scales", [])
        for at, header in enumerate(self.batch.headers):
            more = [(AS_GROUP, "")] if at in self.group_of else []
            self.fields[f"c{at}"] = forms.ChoiceField(label=header, choices=[*more, *choices], required=False)
            if header in scales:
                self.fields[f"s{at}"] = forms.ChoiceField(
                    label=_("Which end of “%(column)s” is most involved?") % {"column": header},
                    choices=[("", _("Not said")), ("high", _("The highest number")), ("low", _("The lowest, 1"))],
                    required=False,
                )

    def chosen(self) -> list[str | None]:
        """Return a target or None for each heading, as it stands on the page."""
        groups = [str(self[f"g{n}"].value() or "") for n in range(len(self.alike))]
        said = (str(self[f"c{at}"].value() or "") for at in range(len(self.batch.headers)))
        return [self._of(at, value, groups) for at, value in enumerate(said)]

    def mapping(self) -> list[str | None]:
        """Return a target or None for each heading, once the form is looked at."""
        groups = [str(self.cleaned_data.get(f"g{n}") or "") for n in range(len(self.alike))]
        said = (str(self.cleaned_data.get(f"c{at}") or "") for at in range(len(self.batch.headers)))
        return [self._of(at, value, groups) for at, value in enumerate(said)]

    def _of(self, at: int, value: str, groups: list[str]) -> str | None:
        return (groups[self.group_of[at]] if value == AS_GROUP else value) or None

    def samples(self, at: int) -> list[str]:
        """Return what stands below a heading in the first rows."""
        return [row[at] for row in self.batch.samples if at < len(row) and row[at].strip()]

    def columns(self) -> Iterator[Choice]:
        """Give each column that stands for itself, with what is in it, what we guessed and its choices."""
        made: dict[str, SafeString] = {}
        for at in self._alone()[:FULL]:
            value = str(self[f"c{at}"].value() or "")
            made[value] = made.get(value) or self._options(value)
            yield self._choice(at, made[value])

    def rest(self) -> Iterator[Choice]:
        """Give what is left of a very wide list, with the likely choices."""
        for at in self._alone()[FULL:]:
            yield self._choice(at, self._few(at))

    def _alone(self) -> list[int]:
        return [at for at in range(len(self.batch.headers)) if at not in self.group_of]

    def groups(self) -> Iterator[Alike]:
        """Give the groups, each with its columns."""
        for n, group in enumerate(self.alike):
            field = self[f"g{n}"]
            columns = [self._choice(at, self._few(at)) for at in group.columns]
            yield Alike(len(columns), str(field.label), field, columns)

    def _choice(self, at: int, options: SafeString) -> Choice:
        samples = list(dict.fromkeys(self.samples(at)))[:SAMPLES]
        scale = self[f"s{at}"] if f"s{at}" in self.fields else None
        header = self.batch.headers[at]
        return Choice(header, samples, why(self.batch, at), self[f"c{at}"], options, scale, self.on_of(at))

    def on_of(self, at: int) -> date | None:
        """Return the day that a heading names, where that matters."""
        return None

    def _few(self, at: int) -> SafeString:
        value = str(self[f"c{at}"].value() or "")
        keys = [AS_GROUP] if at in self.group_of else [self.batch.mapping[at] or ""]
        few = dict.fromkeys([*keys, value, "newfield", ""])
        said = {AS_GROUP: _("As all of these"), "": _("Left out")}
        rows = ((key, _selected(key == value), said.get(key) or self.labels.get(key, key)) for key in few)
        return format_html_join("", '<option value="{}"{}>{}</option>', rows)

    def _options(self, value: str) -> SafeString:
        """Write the choices once for each value: a list of 200 columns would render 12,000 of them one by one."""
        groups: dict[str, list[Target]] = defaultdict(list)
        for target in self.targets:
            groups[str(target.group)].append(target)
        left_out = format_html('<option value=""{}>{}</option>', _selected(not value), _("Left out"))
        return left_out + format_html_join(
            "", '<optgroup label="{}">{}</optgroup>', ((name, _group(its, value)) for name, its in groups.items())
        )


_LOOKS = {
    "meetings": gettext_lazy("%(n)s columns look like meetings, with a mark for who came"),
    "periods": gettext_lazy("%(n)s columns look like levels, a column for each time"),
    "tags": gettext_lazy("%(n)s columns look like tags, with a mark for who has them"),
}
_EACH: dict[str, str | Promise] = {
    "attendance": gettext_lazy("Who came to each"),
    "period_level": gettext_lazy("Levels over time"),
    "tag": gettext_lazy("A tag each"),
    "newfield": gettext_lazy("A field each: text"),
    "newfield:number": gettext_lazy("A field each: number"),
    "newfield:yes_no": gettext_lazy("A field each: yes or no"),
}


def _group(targets: list[Target], value: str) -> SafeString:
    rows = ((target.key, _selected(target.key == value), target.label) for target in targets)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def _selected(chosen: bool) -> str:
    return " selected" if chosen else ""
