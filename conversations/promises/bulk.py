"""A follow-up about each of many people, and taking back those that nobody has done since."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.models import FollowUp
from conversations.notices import tell
from conversations.promises.forms import day, line
from conversations.promises.told import GIVEN
from members.bulk.forms import DoingForm
from members.bulk.registry import Doing
from members.changing.cells import Change
from members.models import CellChange, ChangeSet, Member

FIELD, ORGANIZERS = "follow_up", "organizers"


class FollowUpForm(DoingForm):
    title = gettext_lazy("Give a follow-up")
    says = gettext_lazy(
        "One follow-up is written down about each of them. It comes back on Today when its day has come."
    )

    def offer(self) -> None:
        self.fields["what"] = line(_("What"), _("Write what is to be done."), _("Call to ask about Saturday."))
        self.fields["due"] = day(_("By which day"))
        self.fields["whose"] = forms.ChoiceField(
            label=_("Who does it"),
            choices=[
                ("me", _("I do, for all of them")),
                (ORGANIZERS, _("Each one’s organizer, and I where there is none")),
            ],
            initial="me",
        )

    def wanted(self) -> dict[str, Any]:
        due: date | None = self.cleaned_data["due"]
        return {
            "field": FIELD,
            "value": self.cleaned_data["what"],
            "due": due.isoformat() if due else "",
            "whose": self.cleaned_data["whose"],
        }


def check(_asked: Mapping[str, Any]) -> None:
    """Nothing that was chosen can be gone."""


def apply(made: ChangeSet, rows: dict[UUID, Member], _ready: Any) -> Sequence[Change]:
    """Write one down about each; the key of each is kept, so that its undo takes back this one alone."""
    asked, mine = made.asked, made.by_id
    due = date.fromisoformat(asked["due"]) if asked["due"] else None
    ids = {row.organizer_id for row in rows.values() if row.organizer_id} if asked["whose"] == ORGANIZERS else set()
    # An organizer who does not sign in would never see it.
    here = set(Member.objects.filter(pk__in=ids, erased_at=None).exclude(user_id=None).values_list("pk", flat=True))
    owners = {pk: row.organizer_id if row.organizer_id in here else mine for pk, row in rows.items()}
    new = [
        FollowUp(
            owner_id=owner,
            member_id=pk,
            what=asked["value"],
            due=due,
            made_by=made.by,
            handed_by=made.by if owner != mine else None,
        )
        for pk, owner in owners.items()
        if owner
    ]
    tell(to={each.owner_id for each in new}, kind=GIVEN, by=made.by, about=made.pk)
    return [Change(each.member_id or each.owner_id, FIELD, None, {"id": str(each.pk)}) for each in _kept(new)]


def take_back(cells: Sequence[CellChange], _by: Member) -> set[UUID]:
    """Delete what is still to be done; what was done since stays, and is told of."""
    kept = {UUID(cell.after["id"]): cell.member_id for cell in cells if cell.after}
    opened = FollowUp.objects.filter(pk__in=kept, done_on=None).select_for_update(of=("self",), no_key=True)
    gone = list(opened.order_by("pk").values_list("pk", flat=True))
    FollowUp.objects.filter(pk__in=gone).delete()
    return set(kept.values()) - {kept[pk] for pk in gone}


def _kept(new: list[FollowUp]) -> list[FollowUp]:
    return FollowUp.objects.bulk_create(new)


DOING = Doing("follow_up", gettext_lazy("Follow-up"), "follow_up.edit", 60, FollowUpForm, apply, take_back, check=check)
