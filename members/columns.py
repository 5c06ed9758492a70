"""The columns that the list of people can show: those of this room, the group's own, and those other rooms register."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, UUIDField, Value, When
from django.db.models.functions import Cast, Lower, NullIf
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from members import drawn, normal, registry
from members.choices import Kind, load
from members.fields import people, sorting
from members.fields.own import OwnField
from members.fields.shown import in_words
from members.models import Belonging, ContactPoint, Field, FieldValue, Member, MemberTag
from members.registry import Column
from members.relationships import listed
from members.requests import OrgRequest
from members.teams import shown as teams
from organizations.access import may

type Cells = Mapping[UUID, Any]
# What a member has beside the row, by what it is: own fields and units by the key of field and kind.
type Held = Mapping[UUID, Mapping[str, list[str]]]
DAY = "M j, Y"


def columns_of(request: OrgRequest) -> dict[str, Column]:
    """Return every column there is in this organization by name, in the order in which pages offer them."""
    choices = load(request)
    kinds = [_unit_column(kind.pk, kind.name) for kind in choices.kinds if not kind.is_default]
    by_default = next((kind for kind in choices.kinds if kind.is_default), None)
    default = [_default_unit(choices.default_kind(), by_default)] if choices.default_kind() and by_default else []
    found = [*registry.columns, *default, *kinds, *map(_own_column, choices.fields)]
    return {column.name: column for column in sorted(found, key=lambda column: column.order)}


def chosen(request: OrgRequest, names: Sequence[str]) -> list[Column]:
    """Return these columns in this order, or the usual ones; what is no longer there is left out."""
    everything = columns_of(request)
    found = [everything[name] for name in dict.fromkeys(names) if name in everything]
    return found or [column for column in everything.values() if column.usual]


def of_member(value: Callable[[Any], Any]) -> Callable[[OrgRequest, Sequence[Member]], Cells]:
    """Show what stands in the row of each member."""

    def cells(_request: OrgRequest, members: Sequence[Member]) -> Cells:
        return {member.pk: value(member) for member in members}

    return cells


def _day(name: str) -> Callable[[Any], str]:
    return lambda member: date_format(localtime(getattr(member, name)), DAY)


def _plain_day(name: str) -> Callable[[OrgRequest, Sequence[Member]], Cells]:
    """Write the day as a day, which a spreadsheet can sort and count with."""
    return of_member(lambda member: localtime(getattr(member, name)).date())


def _text(name: str) -> Any:
    """Sort by a text of the row, whatever its capitals, with those who have none last."""
    return NullIf(Lower(name), Value(""))


def _statuses(_request: OrgRequest, members: Sequence[Member]) -> Cells:
    """Put each status into words once, not once for each person."""
    said = {status.value: str(status.label) for status in Member.Status}
    return {member.pk: said[member.status] for member in members}


def held(request: OrgRequest, members: Sequence[Member]) -> Held:
    """Return what these members have in other tables, in one statement for all columns of the page."""
    if "_held" not in request.__dict__:
        request.__dict__["_held"] = _read(request, members)
    found: Held = request.__dict__["_held"]
    return found


def _read(request: OrgRequest, members: Sequence[Member]) -> Held:
    here = {"member__in": [member.pk for member in members]}
    values = FieldValue.objects.filter(**here)
    addresses = ContactPoint.objects.filter(**here, kind=ContactPoint.Kind.ADDRESS)
    parts: list[QuerySet[Any, Any]] = [
        _rows("tag", MemberTag.objects.filter(**here), "tag__name"),
        _rows("address", addresses.exclude(standing=ContactPoint.Standing.GONE), "value"),
        _rows("unit", Belonging.objects.filter(**here), "unit__name", key="kind"),
        _rows("field", values.annotate(person=people.as_person()), _value(request), key="field"),
        *listed.rows(request, here["member__in"]),
        _rows("team", teams.current().filter(**here), "team__name"),
    ]
    found: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for member, what, key, text in parts[0].union(*parts[1:], all=True):
        found[member][f"{what}-{key}" if key else what].append(text)
    return found


def _value(request: OrgRequest) -> Any:
    """Return the column of values; people are named where the group has a field for them."""
    if all(own.kind != Field.Kind.PERSON for own in load(request).fields):
        return F("value")
    return Case(When(field__kind=Field.Kind.PERSON, then=people.shown_name(request)), default=F("value"))


def _rows(what: str, found: QuerySet[Any], text: Any, key: str = "") -> QuerySet[Any, Any]:
    keyed: QuerySet[Any, Any] = found.order_by().annotate(
        what=Value(what),
        of=F(key) if key else Cast(Value(None), UUIDField()),
        text=F(text) if isinstance(text, str) else text,
    )
    return keyed.values_list("member_id", "what", "of", "text")


def _held_column(
    name: str, label: Any, order: float, of: str, sort: Any, show: Callable[[str], str] = str, **more: Any
) -> Column:
    def cells(request: OrgRequest, members: Sequence[Member]) -> Cells:
        everything = held(request, members)
        return {
            member.pk: ", ".join(map(show, sorted(everything[member.pk].get(of, []), key=normal.fold)))
            for member in members
            if member.pk in everything
        }

    return Column(name, label, cells, order, sort=sort, usual=False, **more)


def _own_column(own: OwnField) -> Column:
    name = f"field-{own.pk}"
    draw = drawn.link if own.kind == Field.Kind.LINK else None
    return _held_column(
        name,
        own.name,
        100,
        name,
        sorting.of(own),
        lambda value: in_words(own, value),
        draw=draw,
        edits=f"field:{own.pk}",
    )


def _unit_column(kind: UUID, label: str) -> Column:
    name = f"unit-{kind}"
    units = Belonging.objects.filter(member=OuterRef("pk"), kind=kind).values(sorting=Lower("unit__name"))
    return _held_column(name, label, 31, name, Subquery(units[:1]), edits=f"unit:{kind}")


def default_unit() -> Subquery:
    """The name of someone's unit of the default kind."""
    return Subquery(Belonging.objects.filter(member=OuterRef("pk"), kind__is_default=True).values("unit__name")[:1])


def to_call() -> Subquery:
    return _first(_phones().exclude(may_call=ContactPoint.Consent.NO), "normal")


def to_text() -> Subquery:
    # Nobody texts an extension.
    texted = _phones().exclude(may_text=ContactPoint.Consent.NO)
    return _first(texted.exclude(normal__contains=";ext="), "normal")


def to_write() -> Subquery:
    emails = _points("email").order_by("created_at", "pk")
    return _first(emails.exclude(may_mail=ContactPoint.Consent.NO), "value")


def _phones() -> QuerySet[ContactPoint]:
    mobile_first = Case(When(label="mobile", then=0), default=1)
    return _points("phone").order_by(mobile_first, "created_at", "pk")


def _points(kind: str) -> QuerySet[ContactPoint]:
    """Like the buttons of a person's page: what works and was not refused."""
    return ContactPoint.objects.filter(member=OuterRef("pk"), standing=ContactPoint.Standing.GOOD, kind=kind)


def _first(points: QuerySet[ContactPoint], column: str) -> Subquery:
    return Subquery(points.values(column)[:1])


def _default_unit(label: str, kind: Kind) -> Column:
    """Show the unit of the default kind, which the statement of the list brings along."""
    cells = of_member(lambda member: member.unit_name)
    return Column("unit", label, cells, 30, sort=default_unit, edits=f"unit:{kind.pk}")


def _tags() -> Any:
    return Subquery(
        MemberTag.objects.filter(member=OuterRef("pk")).order_by("tag__folded").values(sorting=F("tag__folded"))[:1]
    )


def reach(request: OrgRequest, members: Sequence[Member]) -> Cells:
    """Return where to call, text and write to each; nothing for those who may not know."""
    if not may(request, "member.contact.view"):
        return {}
    region = request.organization.phone_region
    return {member.pk: ways for member in members if (ways := _ways(member, region))}


def _ways(member: Any, region: str) -> dict[str, str]:
    call, text_to, email = member.phone or "", member.text_to or "", member.email or ""
    if not (call or text_to or email):
        return {}
    shown = normal.shown_phone(call, region) if call else ""
    return {"call": call, "shown": shown, "text_to": text_to, "email": quote(email, safe="@"), "mail": email}


def phones(request: OrgRequest, members: Sequence[Member]) -> Cells:
    return {pk: ways["shown"] for pk, ways in reach(request, members).items()}


def mails(request: OrgRequest, members: Sequence[Member]) -> Cells:
    return {pk: ways["mail"] for pk, ways in reach(request, members).items()}


def _own_text(name: str, label: Any, order: int) -> Column:
    return Column(
        name.replace("_", "-"), label, of_member(lambda member: getattr(member, name)), order,
        sort=_text(name), usual=False, edits=name,
    )  # fmt: skip


def edit_page(request: OrgRequest) -> str:
    """Return the address where a person is edited, with a mark for whom."""
    return _address(request, "members:edit")


def person_page(request: OrgRequest) -> str:
    """Return the address of a person's page, with a mark for whom."""
    return _address(request, "members:detail")


def team_page(request: OrgRequest) -> str:
    """Return the address of the teams: a person may be in several."""
    return reverse("teams:list", args=[request.organization.slug])


def _address(request: OrgRequest, name: str) -> str:
    nobody = UUID(int=0)
    return reverse(name, args=[request.organization.slug, nobody]).replace(str(nobody), "{id}")


_BY_ITSELF = gettext_lazy("This is written down by itself, so it cannot be typed over.")
_BY_PAGE = gettext_lazy("Relationships stand on the person's page, where they are changed. Enter opens it.")
_BY_TEAM = gettext_lazy("Who is in a team is changed on the page of the team. Enter opens the teams.")
_BY_PARTS = gettext_lazy("An address has several parts. Enter opens the page where they are changed.")
_BY_COLUMN = gettext_lazy("Show the columns Phone and E-mail to change them here. Enter goes to the buttons.")


COLUMNS = (
    _own_text("given_name", gettext_lazy("Given name"), 1),
    _own_text("middle_name", gettext_lazy("Middle name"), 2),
    _own_text("family_name", gettext_lazy("Family name"), 3),
    _own_text("suffix", gettext_lazy("Suffix"), 4),
    _own_text("preferred_name", gettext_lazy("Goes by"), 5),
    Column("organizer", gettext_lazy("Organizer"), of_member(lambda member: member.organizer), 40,
           sort=F("organizer__sorted_as"), edits="organizer"),
    Column("status", gettext_lazy("Status"), _statuses, 50, sort=F("status"), edits="status"),
    Column("reach", gettext_lazy("How to reach them"), reach, 60, drawn.reach, is_bare=True,
           in_files_as=("phone", "email"), locked=_BY_COLUMN),
    _held_column("recruited-by", gettext_lazy("Recruited by"), 42, "recruited-by", None, locked=_BY_PAGE,
                 opens=person_page),
    _held_column("coached-by", gettext_lazy("Coached by"), 43, "coached-by", None, locked=_BY_PAGE, opens=person_page),
    _held_column("coach-of", gettext_lazy("Coach of"), 44, "coach-of", None, locked=_BY_PAGE, opens=person_page),
    _held_column("tags", gettext_lazy("Tags"), 51, "tag", _tags, edits="tags"),
    _held_column("team", gettext_lazy("Team"), 52, "team", None, locked=_BY_TEAM, opens=team_page),
    Column("phone", gettext_lazy("Phone"), phones, 61, sort=to_call, usual=False, edits="contact:phone"),
    Column("email", gettext_lazy("E-mail"), mails, 62, sort=lambda: Lower(to_write()), usual=False, edits="contact:email"),
    _held_column("address", gettext_lazy("Address"), 63, "address", None, locked=_BY_PARTS, opens=edit_page),
    _own_text("pronouns", gettext_lazy("Pronouns"), 70),
    _own_text("language", gettext_lazy("Languages"), 71),
    _own_text("employer", gettext_lazy("Work"), 72),
    Column("added", gettext_lazy("Added"), of_member(_day("created_at")), 300, sort=F("created_at"), usual=False,
           plain=_plain_day("created_at"), locked=_BY_ITSELF),
    Column("changed", gettext_lazy("Changed"), of_member(_day("changed_at")), 301, sort=F("changed_at"),
           usual=False, plain=_plain_day("changed_at"), locked=_BY_ITSELF),
)  # fmt: skip
