"""How often a report comes again, and who is told."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.models import Report, ReportSchedule
from members.models import Member
from members.models.person import MemberQuerySet
from organizations.models import Membership, Organization
from organizations.permissions import Scope, row_of
from stpnet.in_org import on_public_side


class ScheduleForm(forms.Form):
    every = forms.ChoiceField(
        label=_("How often"),
        choices=ReportSchedule.Every,
        initial=ReportSchedule.Every.MONTH,
        help_text=_("On the first morning after the week, month or quarter, about the days that are over."),
    )
    readers = forms.ModelMultipleChoiceField(
        label=_("Who is told by mail"),
        queryset=Member.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
        help_text=_(
            "The mail has the headline and a link; the figures stay here. Everybody here whose right reaches such "
            "figures may read each of these reports, whoever is told."
        ),
    )

    def __init__(self, *args: object, report: Report, organization: Organization) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["readers"].queryset = can_be_told(report, organization)  # type: ignore[attr-defined]


def can_be_told(report: Report, organization: Organization) -> MemberQuerySet:
    """Return who belongs here today and may read such a report."""
    with on_public_side():
        rows = list(
            Membership.objects.current()
            .of_the_group()
            .with_roles()
            .filter(organization=organization, user__is_active=True)
        )
    people = row_of("member.view")
    users: list[UUID] = [
        row.user_id for row in rows if row.held and (report.is_handed_on or people.scope(row.held) is not Scope.NO)
    ]
    found: MemberQuerySet = Member.objects.filter(user_id__in=users).order_by("given_name", "family_name", "pk")
    return found
