"""What a row changes: compared with what is stored, handed to the writer, and remembered for the rows after it."""

from datetime import date
from typing import Any
from uuid import UUID

from imports.models import ImportBatch
from imports.named import Words
from imports.person import COLUMNS, NAMES, Person
from imports.state import CONSENTS, Point, State
from imports.writing import Writer
from ladders.models import Assessment, Place
from members.models import ContactPoint, Member
from members.normal import fold

_CONTACT = ("kind", "label", "value", "normal", "street", "city", "region", "postal_code", "country")


class Storer:
    """Applies people of one chunk, one after the other. `touched` are the members whose path has to be told anew."""

    def __init__(
        self, batch: ImportBatch, words: Words, writer: Writer, taken_ids: dict[tuple[str, str], UUID]
    ) -> None:
        self.batch = batch
        self.words = words
        self.writer = writer
        self.taken_ids = taken_ids
        self.touched: set[UUID] = set()

    def create(self, person: Person) -> State:
        """Make a member with everything the row says."""
        columns: dict[str, Any] = {name: person.columns.get(name, "") for name in COLUMNS}
        columns["status"] = columns["status"] or Member.Status.CONTACT.value
        columns["organizer_id"] = person.columns.get("organizer_id")
        pk = self.writer.create("members.member", None, kind="person", **columns, folded=folded(columns))
        state = State(pk, columns)
        self._add(state, person)
        return state

    def update(self, state: State, person: Person, *, by_id: bool) -> bool:
        """Bring what is new in the row to a stored member; returns whether anything changed.

        A given value is newer than the stored one, but a name that merely agrees fills blanks only: a list that says
        "D." does not shorten Deshawn. `by_id`: matched by an id of theirs, so their name may change too.
        """
        after = {
            name: value
            for name, value in person.columns.items()
            if value != str(state.columns[name] or "") and self._may_set(state, name, by_id=by_id)
        }
        if after:
            before = {name: state.columns[name] for name in after}
            state.columns |= after
            if set(after) & set(NAMES):
                after["folded"] = folded(state.columns)
            self.writer.update(("members.member",), state.id, state.id, before, after)
        added = self._add(state, person)
        if added and not after:
            self.writer.touched.add(state.id)
        return bool(after) or added

    def _may_set(self, state: State, name: str, *, by_id: bool) -> bool:
        if name == "status":
            return not state.signs_in
        if name == "organizer_id":
            return True
        return name not in NAMES or by_id or not state.columns[name]

    def _add(self, state: State, person: Person) -> bool:
        added = [
            self._add_contacts(state, person),
            self._add_ids(state, person),
            self._add_units(state, person),
            self._add_tags(state, person),
            self._add_fields(state, person),
            self._add_level(state, person),
        ]
        return any(added)

    def _add_contacts(self, state: State, person: Person) -> bool:
        changed = False
        for contact in person.contacts:
            consents = {name: contact.get(name, "") for name in CONSENTS}
            key = contact["kind"], contact["normal"]
            if key in state.contacts:
                changed |= self._agree(state, key, consents)
                continue
            pk = self.writer.create(
                "members.contactpoint",
                state.id,
                **{name: contact.get(name, "") for name in _CONTACT},
                **consents,
                standing=ContactPoint.Standing.GOOD.value,
                consent_source=self.batch.name[:200] if any(consents.values()) else "",
            )
            state.contacts[key] = Point(pk, consents)
            changed = True
        return changed

    def _agree(self, state: State, key: tuple[str, str], consents: dict[str, str]) -> bool:
        """A no is never overwritten by a list; a yes or a no is kept where nothing was known."""
        point = state.contacts[key]
        after = {
            name: said
            for name, said in consents.items()
            if said and said != point.consents[name] and point.consents[name] != "no"
        }
        if after:
            before = {name: point.consents[name] for name in after}
            self.writer.update(("members.contactpoint", *key), state.id, point.id, before, after)
            point.consents |= after
        return bool(after)

    def _add_ids(self, state: State, person: Person) -> bool:
        changed = False
        for pair in person.external_ids:
            if pair not in state.external_ids and self.taken_ids.setdefault(pair, state.id) == state.id:
                system, value = pair
                self.writer.create("members.externalid", state.id, system=system, value=value)
                state.external_ids.add(pair)
                changed = True
        return changed

    def _add_units(self, state: State, person: Person) -> bool:
        changed = False
        for kind, name in person.units.items():
            kind_id, unit = UUID(kind), self.words.unit(kind, name)
            belonging, before = state.units.get(kind_id, (None, None))
            if belonging is None:
                belonging = self.writer.create("members.belonging", state.id, kind_id=kind_id, unit_id=unit)
            elif before != unit:
                self.writer.update(
                    ("members.belonging", str(kind_id)), state.id, belonging, {"unit_id": before}, {"unit_id": unit}
                )
            changed |= before != unit
            state.units[kind_id] = (belonging, unit)
        return changed

    def _add_tags(self, state: State, person: Person) -> bool:
        new = {self.words.tag(tag) for tag in person.tags} - state.tags
        for tag in sorted(new):
            self.writer.create("members.membertag", state.id, tag_id=tag)
        state.tags |= new
        return bool(new)

    def _add_fields(self, state: State, person: Person) -> bool:
        changed = False
        for key, value in person.fields.items():
            field_id = self.words.fields[key]
            pk, before = state.fields.get(field_id, (None, None))
            if pk is None:
                pk = self.writer.create("members.fieldvalue", state.id, field_id=field_id, value=value)
            elif before != value:
                self.writer.update(
                    ("members.fieldvalue", str(field_id)), state.id, pk, {"value": before}, {"value": value}
                )
            changed |= before != value
            state.fields[field_id] = (pk, value)
        return changed

    def _add_level(self, state: State, person: Person) -> bool:
        """Assess as of the row's day, unless the person stood there on that day anyway."""
        if not person.level:
            return False
        level, on = UUID(person.level), date.fromisoformat(person.level_on)
        if state.level_on(on) == level:
            return False
        self.writer.create(
            "ladders.assessment",
            state.id,
            ladder_id=self.batch.ladder_id,
            place=Place.LEVEL.value,
            level_id=level,
            on=on,
            confidence=Assessment.Confidence.CLEAR.value,
            evidence=person.evidence,
            source=Assessment.Source.IMPORT.value,
            assessed_by_id=self.batch.started_by_id,
            import_id=self.batch.pk,
            is_baseline=self.batch.is_baseline,
            waits_for_review=False,
            void_reason="",
        )
        state.place_on(on, level)
        self.touched.add(state.id)
        return True


def folded(columns: dict[str, Any]) -> str:
    """Return the names in the form that Member.save keeps for finding."""
    names = ("given_name", "preferred_name", "middle_name", "family_name")
    return fold(" ".join(str(columns[name] or "") for name in names))[:420]
