"""Conversations as pages list them: who talked, when, and as much of the words as the reader may know."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject, Left, NullIf

from conversations.models import Commitment, Conversation, ConversationTheme, Participant
from members.models import Member
from members.requests import OrgRequest
from organizations.permissions import Scope, row_of
from organizations.sealing import unseal

# So much of a story stands in a list; the rest one click further.
BEGINNING = 600


class Line(NamedTuple):
    """One conversation. Names are of people whom the reader may see; `n_others` took part besides."""

    pk: UUID
    on: date
    row: Any
    people: list[dict[str, str]]
    n_others: int
    text: str
    is_cut: bool
    themes: list[dict[str, str]]
    promised: list[dict[str, str]]

    @property
    def is_closed(self) -> bool:
        """Whether there is something to read, and for others."""
        return not self.row.is_readable and bool(self.row.has_words)


def lines(request: OrgRequest, found: QuerySet[Conversation], *, most: int = BEGINNING) -> list[Line]:
    """Read what a page shows of each, in one statement with them."""
    return [_line(row, most) for row in _with_everything(request, found, most)]


def _line(row: Any, most: int) -> Line:
    text = row.beginning if row.is_readable else ""
    if row.own:
        text = str(unseal(row.own) or "")
    readable = row.is_readable
    return Line(
        row.pk,
        row.on,
        row,
        row.people,
        row.n_people - len(row.people),
        text[:most],
        len(text) > most,
        row.themes if readable else [],
        row.promised if readable else [],
    )


def _with_everything(request: OrgRequest, found: QuerySet[Conversation], most: int) -> Iterable[Any]:
    here = {"conversation": OuterRef("pk")}
    people = Participant.objects.filter(**here, member__merged_into=None)
    named = people.filter(member__in=visible(request)).order_by("member__sorted_as", "member_id")
    promised = Commitment.objects.filter(**here, member__in=visible(request)).order_by("created_at", "pk")
    counted = people.order_by().values("conversation").annotate(n=Count("pk")).values("n")
    return (
        found.select_related("author")
        # Never whole: a page of long stories would weigh megabytes, and what is searched twice that.
        .defer("story", "sealed", "searched")
        .annotate(
            people=ArraySubquery(named.values(json=_PERSON)),
            n_people=Coalesce(Subquery(counted), 0, output_field=IntegerField()),
            themes=themes(),
            promised=ArraySubquery(promised.values(json=JSONObject(what=F("what"), by=F("by"), state=F("state")))),
            beginning=Case(
                When(is_readable=True, then=Left("story", most + 1)), default=Value(""), output_field=TextField()
            ),
            own=Case(When(author=request.member, then=F("sealed")), default=Value(""), output_field=TextField()),
            has_words=Case(When(~Q(story="") | ~Q(sealed=""), then=True), default=False),
        )
    )


def themes() -> ArraySubquery:
    """Name the themes of a conversation, as a part of a query of it."""
    raised = ConversationTheme.objects.shown().filter(conversation=OuterRef("pk")).order_by("theme__folded", "theme_id")
    return ArraySubquery(raised.values(json=JSONObject(id=F("theme_id"), name=F("theme__name"))))


def visible(request: OrgRequest) -> QuerySet[Any, Any]:
    """Return whom the reader may see, archived or not, and who was made up for them: as a part of a query."""
    scope: Scope = row_of("member.view").scope(request.roles)
    people = Member.objects.filter(kind=Member.Kind.PERSON, merged_into=None, erased_at=None)
    mine = Member.objects.filter(kind=Member.Kind.PRACTICE, made_up_for=request.member)
    found: QuerySet[Any, Any] = (people.within(scope, request.member) | mine).order_by().values("pk")
    return found


_NAME = Coalesce(NullIf("member__name", Value("")), "member__preferred_name", output_field=CharField())
_PERSON = JSONObject(id=F("member_id"), name=_NAME, archived=F("member__archived_at"))
