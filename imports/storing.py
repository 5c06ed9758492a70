"""What a row changes: compared with what is stored, handed to the writer, and remembered for the rows after it."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from imports.models import ImportBatch
from imports.named import Words
from imports.person import COLUMNS, NAMES, Person
from imports.state import CONSENTS, Point, State
from imports.undo.slots import ANSWER, WRITTEN
from imports.ways import Way, Ways, key_of
from imports.writing import Writer
from ladders.models import Assessment, Place
from members.models import ContactPoint, Member
from members.normal import fold

# Somebody new has nothing that could stand in the way.
NEW = Ways()
GOOD = ContactPoint.Standing.GOOD.value
# A new contact, before the row says anything of it.
_CONTACT = dict.fromkeys(
    ("kind", "label", "value", "normal", "street", "city", "region", "postal_code", "country", *CONSENTS), ""
)
# Few ids, named by every row.
_id = lru_cache(maxsize=1024)(UUID)


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
        # What every level of this list has in common.
        self.assessed = {
            "ladder_id": batch.ladder_id,
            "place": Place.LEVEL.value,
            "confidence": Assessment.Confidence.CLEAR.value,
            "source": Assessment.Source.IMPORT.value,
            "import_id": batch.pk,
            "waits_for_review": False,
            "void_reason": "",
        }

    def create(self, person: Person) -> State:
        """Make a member with everything the row says."""
        columns: dict[str, Any] = {name: person.columns.get(name, "") for name in COLUMNS}
        columns["status"] = columns["status"] or Member.Status.CONTACT.value
        columns["organizer_id"] = person.columns.get("organizer_id")
        pk = self.writer.create("members.member", None, kind="person", **columns, folded=folded(columns))
        state = State(pk, columns)
        self._add(state, person)
        return state

    def update(self, state: State, person: Person, ways: Ways) -> list[str]:
        """Bring what the row says to a stored member; returns the fields that changed."""
        after = {
            name: value
            for name, value in person.columns.items()
            if value != str(state.columns[name] or "") and _may_set(state, name, ways)
        }
        if after:
            before = {name: state.columns[name] for name in after}
            state.columns |= after
            if set(after) & set(NAMES):
                after["folded"] = folded(state.columns)
            self.writer.update(("members.member",), state.id, state.id, before, after)
        added = self._add(state, person, ways)
        if added and not after:
            self.writer.touched.add(state.id)
        return list(dict.fromkeys([*(key_of(name) for name in after if name != "folded"), *added]))

    def _add(self, state: State, person: Person, ways: Ways = NEW) -> list[str]:
        """Bring everything that hangs on a person; returns the fields that changed."""
        self._keep_aside(state, person)
        return [
            *self._add_contacts(state, person, ways),
            *self._add_ids(state, person),
            *self._add_units(state, person, ways),
            *self._add_tags(state, person, ways),
            *self._add_fields(state, person, ways),
            *self._add_levels(state, person, ways),
        ]

    def _keep_aside(self, state: State, person: Person) -> None:
        """Keep what has no room here yet. It changes nothing of the person that anybody sees, so it is no change."""
        for what, sealed in person.aside.items():
            self.writer.keep_aside(member_id=state.id, what=what, sealed=sealed)

    def _add_contacts(self, state: State, person: Person, ways: Ways) -> list[str]:
        changed: list[str] = []
        had = {kind for kind, _normal in state.contacts}
        for contact in person.contacts:
            key, way = (contact["kind"], contact["normal"]), ways.of(contact["kind"])
            if key in state.contacts:
                changed += self._agree(state, key, {name: contact.get(name, "") for name in CONSENTS}, way)
            elif way in (Way.ADD, Way.REPLACE) or (way is Way.FILL and contact["kind"] not in had):
                self._add_contact(state, contact)
                changed.append(contact["kind"])
        return changed if ways is NEW else changed + self._give_way(state, person, ways)

    def _add_contact(self, state: State, contact: dict[str, str]) -> None:
        columns = _CONTACT | contact
        consents = {name: columns[name] for name in CONSENTS}
        source = self.batch.name[:200] if any(consents.values()) else ""
        pk = self.writer.create("members.contactpoint", state.id, **columns, standing=GOOD, consent_source=source)
        known = {"consent_on": None, "consent_source": source}
        state.contacts[contact["kind"], contact["normal"]] = Point(pk, consents, known, GOOD)

    def _agree(self, state: State, key: tuple[str, str], consents: dict[str, str], way: Way) -> list[str]:
        """A no is never overwritten by a list, and one in the list always counts; a yes is kept where the way lets it.

        How it is known goes with the answer, and the day of the one before does not: a list says none.
        """
        point = state.contacts[key]
        after = {
            name: said
            for name, said in consents.items()
            if said
            and said != point.consents[name]
            and point.consents[name] != "no"
            and (said == "no" or way is not Way.KEEP)
        }
        if after:
            known = {"consent_on": None, "consent_source": self.batch.name[:200]}
            before = {name: point.consents[name] for name in after} | point.known
            self.writer.update(("members.contactpoint", *key), state.id, point.id, before, after | known)
            point.consents |= after
            point.known = known
        return [key[0]] if after else []

    def _give_way(self, state: State, person: Person, ways: Ways) -> list[str]:
        """Mark contacts that the row's take the place of as no longer theirs: what was agreed to is still known."""
        said = {(contact["kind"], contact["normal"]) for contact in person.contacts}
        replaced = {kind for kind, _normal in said if ways.of(kind) is Way.REPLACE}
        changed = []
        for key, point in state.contacts.items():
            if key[0] in replaced and key not in said and point.standing == ContactPoint.Standing.GOOD:
                after = {"standing": ContactPoint.Standing.GONE.value}
                self.writer.update(
                    ("members.contactpoint", *key), state.id, point.id, {"standing": point.standing}, after
                )
                point.standing = after["standing"]
                changed.append(key[0])
        return changed

    def _add_ids(self, state: State, person: Person) -> list[str]:
        changed = []
        for pair in person.external_ids:
            if pair not in state.external_ids and self.taken_ids.setdefault(pair, state.id) == state.id:
                system, value = pair
                self.writer.create("members.externalid", state.id, system=system, value=value)
                state.external_ids.add(pair)
                changed.append("external_id")
        return changed

    def _add_units(self, state: State, person: Person, ways: Ways) -> list[str]:
        changed = []
        for kind, name in person.units.items():
            kind_id, key = _id(kind), f"unit:{kind}"
            belonging, before = state.units.get(kind_id, (None, None))
            if not _takes(ways.of(key), is_blank=belonging is None):
                continue
            unit = self.words.unit(kind, name)
            if belonging is None:
                belonging = self.writer.create("members.belonging", state.id, kind_id=kind_id, unit_id=unit)
            elif before != unit:
                self.writer.update(
                    ("members.belonging", str(kind_id)), state.id, belonging, {"unit_id": before}, {"unit_id": unit}
                )
            changed += [key] if before != unit else []
            state.units[kind_id] = (belonging, unit)
        return changed

    def _add_tags(self, state: State, person: Person, ways: Ways) -> list[str]:
        if not person.tags or not _takes(ways.of("tags"), is_blank=not state.tags):
            return []
        said = {self.words.tag(tag) for tag in person.tags}
        new = said - state.tags.keys()
        for tag in sorted(new):
            state.tags[tag] = self.writer.create("members.membertag", state.id, tag_id=tag)
        old = sorted(state.tags.keys() - said) if ways.of("tags") is Way.REPLACE else []
        for tag in old:
            self.writer.remove("members.membertag", state.id, state.tags.pop(tag), tag_id=tag)
        return ["tags"] if new or old else []

    def _add_fields(self, state: State, person: Person, ways: Ways) -> list[str]:
        changed = []
        for key, text in person.fields.items():
            if key not in self.words.fields:
                # Deleted, or closed to those who bring lists in, since the list was matched.
                continue
            field_id, value = self.words.fields[key], self.words.value(key, text)
            pk, before, written_at = state.fields.get(field_id, (None, None, None))
            if before == value or not _takes(ways.of(key), is_blank=pk is None):
                continue
            if pk is None:
                pk = self.writer.create(ANSWER, state.id, field_id=field_id, value=value)
            else:
                was = {"value": before, WRITTEN: written_at}
                self.writer.update((ANSWER, str(field_id)), state.id, pk, was, {"value": value})
            changed.append(key)
            state.fields[field_id] = (pk, value, written_at)
        return changed

    def _add_levels(self, state: State, person: Person, ways: Ways) -> list[str]:
        """Place the person as of each day that the row tells, the oldest first: so each move is seen as one."""
        told = {on: level for level, on in person.levels}
        if person.level:
            told[person.level_on] = person.level
        if not told or not _takes(ways.of("level"), is_blank=not state.path):
            return []
        first = min(told)
        added = [
            self._add_level(state, person, UUID(level), date.fromisoformat(on), is_first=on == first)
            for on, level in sorted(told.items())
        ]
        return ["level"] if any(added) else []

    def _add_level(self, state: State, person: Person, level: UUID, on: date, *, is_first: bool) -> bool:
        """Assess as of a day, unless the person stood there on that day anyway."""
        if state.level_on(on) == level:
            return False
        is_own = bool(person.level) and _id(person.level) == level and person.level_on == on.isoformat()
        self.writer.create(
            "ladders.assessment",
            state.id,
            **self.assessed,
            level_id=level,
            on=on,
            evidence=person.evidence if is_own else "",
            assessed_by_id=UUID(person.level_by) if is_own and person.level_by else self.batch.started_by_id,
            # Of a list that tells several days, the first is where somebody starts; the later ones are moves.
            is_baseline=self.batch.is_baseline and is_first,
        )
        state.place_on(on, level)
        self.touched.add(state.id)
        return True


def _may_set(state: State, name: str, ways: Ways) -> bool:
    if name == "status" and state.signs_in:
        return False
    return _takes(ways.of(key_of(name)), is_blank=not state.columns[name])


def _takes(way: Way, *, is_blank: bool) -> bool:
    """Whether what a row says comes in beside or instead of what stands."""
    return way in (Way.REPLACE, Way.ADD) or (way is Way.FILL and is_blank)


def folded(columns: dict[str, Any]) -> str:
    """Return the names in the form that Member.save keeps for finding."""
    names = ("given_name", "preferred_name", "middle_name", "family_name")
    return fold(" ".join(str(columns[name] or "") for name in names))[:420]
