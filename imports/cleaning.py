"""From the cells of one row to a Person, and to the problems that a person has to know of."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from imports import aside_cells, cells, dates, names, own_values, typos, words
from imports.cells import Cell
from imports.context import Column, Context, level_key
from imports.person import COLUMNS, Cleaned, Note, Person, Problem
from imports.reading import Row
from imports.targets import ASIDE_KEYS, is_new_field
from members.models import ContactPoint, Member
from members.normal import fold

PHONES = {"mobile": "mobile", "home_phone": "home", "work_phone": "work", "phone": "other"}
ADDRESS_PARTS = ("street", "street2", "city", "region", "postal_code", "country")
_FIELDS = {field.attname: field for field in Member._meta.concrete_fields}  # noqa: SLF001
_MOST = {name: _FIELDS[name].max_length or 0 for name in COLUMNS}


class Cleaner:
    """Cleans rows of one list, one after the other. Nothing is asked of the database here."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.kinds: dict[str, Callable[[Column, str, Person], Cell[Any] | None]] = {
            "full_name": self._full_name,
            "email": self._email,
            "status": self._status,
            "organizer": self._organizer,
            "external_id": self._external_id,
            "tags": self._tags,
            "tag": self._tag,
            "level": self._level,
            "level_on": self._level_on,
            "level_by": self._level_by,
            "level_evidence": self._evidence,
            "period_level": self._period_level,
            **dict.fromkeys(PHONES, self._phone),
        }

    def clean(self, row: Row, fixed: Mapping[str, str] | None = None) -> Cleaned:
        """Return what the row says. `fixed` has what a person wrote instead, by heading; a row left out has ""."""
        line, fixed = Cleaned(row.number), fixed or {}
        line.is_skipped = "" in fixed
        addresses: dict[str, dict[str, str]] = {}
        kept_aside = aside_cells.Row(self.context)
        for column in self.context.columns:
            raw = row.cell(column.at).strip()
            is_fixed = column.header in fixed
            if column.at in row.errors and not is_fixed:
                why = _("The spreadsheet shows an error here: %s") % row.errors[column.at]
                line.problems.append(Problem(column.header, raw, why))
                continue
            if raw and column.at not in row.errors:
                line.stood[column.header] = raw
            read = fixed[column.header] if is_fixed else raw
            if is_fixed and not read and raw:
                self._keep_readable(column, raw, line.person)
            if column.key in ASIDE_KEYS:
                self._set_aside(column, raw, read, line, kept_aside)
            elif read:
                self._take(column, read, line, addresses, is_fixed=is_fixed)
        line.person.aside = kept_aside.sealed()
        return self._whole(line, addresses)

    def read(self, column: Column, raw: str) -> Cell[Any]:
        """Return what one cell would become, alone."""
        if column.key in ASIDE_KEYS:
            wrong = aside_cells.Row(self.context).take(column, raw)
            return Cell(problem=wrong.reason) if wrong else Cell()
        return self._fill(column, raw, Person(), {}) or Cell()

    def _keep_readable(self, column: Column, raw: str, person: Person) -> None:
        """Of several phones or addresses in a cell left empty for one of them, keep the others."""
        if column.key not in PHONES and column.key != "email":
            return
        trial = Person()
        found = self._fill(column, raw, trial, {})
        if found and found.problem:
            person.contacts += [contact for contact in trial.contacts if contact not in person.contacts]

    def _set_aside(self, column: Column, raw: str, read: str, line: Cleaned, kept_aside: aside_cells.Row) -> None:
        """Keep what a cell says for a room to come; the cell as it stood is closed too."""
        if raw:
            line.stood[column.header] = aside_cells.closed(raw)
        if (read or column.key == aside_cells.RESULT) and (wrong := kept_aside.take(column, read)):
            line.problems.append(wrong)

    def _whole(self, line: Cleaned, addresses: dict[str, dict[str, str]]) -> Cleaned:
        """Put together what several cells say."""
        person = line.person
        person.contacts += [made for parts in addresses.values() if (made := address(parts))]
        _apply_consents(person)
        if person.level and not person.level_on:
            person.level_on = self.context.as_of.isoformat()
        return line

    def _take(
        self, column: Column, raw: str, line: Cleaned, addresses: dict[str, dict[str, str]], *, is_fixed: bool
    ) -> None:
        """Take one cell in, and tell what has to be told of it. A person's own word is not doubted."""
        meant = None if is_fixed else self.context.meanings.of(column, raw)
        read = meant.text if meant else raw
        found = self._fill(column, read, line.person, addresses) if read else None
        offer = typos.mended(raw) if column.key == "email" and not is_fixed else ""
        if found and found.problem:
            line.problems.append(Problem(column.header, raw, found.problem, offer))
        elif offer:
            line.offers.append(Problem(column.header, raw, _("This looks like a slip of the keys."), offer))
        elif meant:
            line.notes.append(Note(column.header, raw, meant.text, meant.reason))
        elif found and found.note and not is_fixed:
            line.notes.append(Note(column.header, raw, str(found.value or ""), found.note))

    def _fill(self, column: Column, raw: str, person: Person, addresses: dict[str, dict[str, str]]) -> Cell[Any] | None:
        key = column.key
        if key in self.kinds:
            return self.kinds[key](column, raw, person)
        if key.removeprefix("other_") in ADDRESS_PARTS:
            return self._address_part(key, raw, addresses)
        if key.startswith("consent_"):
            answer = words.consent(raw, negated=column.negated)
            if answer.value:
                person.consents[key.removeprefix("consent_")] = answer.value
            return answer
        if key.startswith("unit:"):
            named = self.context.meanings.unit(key, cells.text(raw, most=120))
            person.units[key.removeprefix("unit:")] = named.value or ""
            return named
        if key.startswith("field:") or is_new_field(key):
            return self._own_field(column, raw, person)
        fits = cells.fitting(raw, most=_MOST[key])
        if fits.value:
            person.columns[key] = fits.value
        return fits

    def _full_name(self, _column: Column, raw: str, person: Person) -> Cell[Any] | None:
        found = names.split(raw)
        parts = found.value
        if parts is None:
            return found
        pairs = {
            "given_name": parts.given,
            "middle_name": parts.middle,
            "family_name": parts.family,
            "suffix": parts.suffix,
            "preferred_name": parts.preferred,
        }
        for name, value in pairs.items():
            # A column of its own for a part of the name knows better than the whole name.
            if value and not person.columns.get(name):
                person.columns[name] = value[: _MOST[name]]
        return None

    def _email(self, _column: Column, raw: str, person: Person) -> Cell[Any] | None:
        return self._contacts(cells.emails(raw), ContactPoint.Kind.EMAIL, "other", person)

    def _phone(self, column: Column, raw: str, person: Person) -> Cell[Any] | None:
        return self._contacts(
            cells.phones(raw, self.context.region), ContactPoint.Kind.PHONE, PHONES[column.key], person
        )

    def _contacts(self, found: list[Cell[str]], kind: str, label: str, person: Person) -> Cell[Any] | None:
        here = {(contact["kind"], contact["normal"]) for contact in person.contacts}
        for cell in found:
            if cell.value:
                normal = cell.value if kind == ContactPoint.Kind.PHONE else cell.value.lower()
                if (kind, normal) not in here:
                    here.add((kind, normal))
                    person.contacts.append({"kind": kind, "label": label, "value": cell.value, "normal": normal})
        return next((cell for cell in found if cell.problem), None) or next((cell for cell in found if cell.note), None)

    def _address_part(self, key: str, raw: str, addresses: dict[str, dict[str, str]]) -> Cell[str]:
        which, part = ("other", key.removeprefix("other_")) if key.startswith("other_") else ("home", key)
        found = (
            cells.postal_code(raw, self.context.region) if part == "postal_code" else Cell(cells.text(raw, most=200))
        )
        if found.value:
            addresses.setdefault(which, {"label": which})[part] = found.value
        return found

    def _status(self, _column: Column, raw: str, person: Person) -> Cell[Any] | None:
        found = words.status(raw)
        if found.value:
            person.columns["status"] = found.value
        return found

    def _organizer(self, _column: Column, raw: str, person: Person) -> Cell[Any] | None:
        found = self._on_staff(raw)
        if found.value:
            person.columns["organizer_id"] = found.value
        return Cell(problem=found.problem)

    def _on_staff(self, raw: str) -> Cell[str]:
        """The id of whoever on staff goes by this name or e-mail."""
        name = cells.text(raw)
        by_name = self.context.organizers
        member = by_name.get(fold(name)) or by_name.get(name.lower())
        if member is None:
            return Cell(problem=_("We know nobody on staff by this name. Add them first, or leave the cell empty."))
        return Cell(str(member))

    def _external_id(self, column: Column, raw: str, person: Person) -> Cell[Any] | None:
        value = cells.text(raw, most=200)
        if value and words.is_nothing(value):
            return Cell(problem=_("This is no id of one person: it says that there is none. Leave the cell empty."))
        if value:
            person.external_ids.append((column.system, value))
        return None

    def _tags(self, _column: Column, raw: str, person: Person) -> None:
        person.tags += [tag[:80] for tag in cells.tags(raw) if tag[:80] not in person.tags]

    def _tag(self, column: Column, raw: str, person: Person) -> Cell[Any] | None:
        found = words.yes_no(raw)
        if found.value and column.header not in person.tags:
            person.tags.append(column.header[:80])
        return found

    def _own_field(self, column: Column, raw: str, person: Person) -> Cell[str]:
        context = self.context
        known = context.known.get(column.key, own_values.NONE)
        found = own_values.clean(
            column.kind, raw, order=context.order, today=context.today, years=context.years, known=known
        )
        if found.value:
            person.fields[column.key if column.key.startswith("field:") else f"new:{column.header}"] = found.value
        return found

    def _level(self, _column: Column, raw: str, person: Person) -> Cell[Any] | None:
        level = self._level_said(raw)
        person.level = level.value or ""
        return Cell(problem=level.problem)

    def _level_said(self, raw: str) -> Cell[str]:
        said = cells.level_text(raw)
        # An id is what a person chose from the levels.
        level = self.context.levels.get(raw) or self.context.levels.get(level_key(str(said)))
        if level is None:
            return Cell(problem=_("The ladder has no such level. Write its number or its name."))
        return Cell(str(level))

    def _period_level(self, column: Column, raw: str, person: Person) -> Cell[Any] | None:
        """One of many columns: the heading says when. What it says of a day to come is nothing that is known."""
        if column.on is None:
            return Cell(problem=_("The heading of this column names no day that we can read."))
        if column.on > self.context.today:
            return Cell(problem=_("The time in the heading of this column is still to come."))
        level = self._level_said(raw)
        if level.value:
            person.levels.append((level.value, column.on.isoformat()))
        return Cell(problem=level.problem)

    def _level_by(self, _column: Column, raw: str, person: Person) -> Cell[Any] | None:
        found = self._on_staff(raw)
        person.level_by = found.value or ""
        return Cell(problem=found.problem)

    def _level_on(self, _column: Column, raw: str, person: Person) -> Cell[Any] | None:
        found = dates.day(raw, self.context.order, today=self.context.today, years=self.context.years)
        if found.value and found.value > self.context.today:
            return Cell(problem=_("This day is still to come."))
        if found.value:
            person.level_on = found.value.isoformat()
        return found

    def _evidence(self, _column: Column, raw: str, person: Person) -> None:
        person.evidence = cells.text(raw, most=4000)


def address(parts: dict[str, str]) -> dict[str, str] | None:
    """Put an address together; a country alone is no address."""
    if not any(parts.get(part) for part in ("street", "city", "postal_code", "region")):
        return None
    street = " ".join(part for part in (parts.get("street"), parts.get("street2")) if part)[:200]
    lines = [street, parts.get("city", ""), f"{parts.get('region', '')} {parts.get('postal_code', '')}".strip()]
    value = ", ".join([line for line in [*lines, parts.get("country", "")] if line])[:400]
    return {
        "kind": ContactPoint.Kind.ADDRESS.value,
        "label": parts["label"],
        "value": value,
        "normal": fold(value)[:400] or value[:400],
        "street": street,
        "city": parts.get("city", "")[:100],
        "region": parts.get("region", "")[:100],
        "postal_code": parts.get("postal_code", "")[:20],
        "country": parts.get("country", "")[:60],
    }


def _apply_consents(person: Person) -> None:
    """Write what was agreed to on each contact that it is about."""
    about = {
        "phone": (("call", "may_call"), ("text", "may_text")),
        "email": (("email", "may_mail"),),
        "address": (("mail", "may_mail"),),
    }
    for contact in person.contacts:
        for said, column in about[contact["kind"]]:
            if answer := person.consents.get(said):
                contact[column] = answer
