"""The page on which an owner says whose people an organizer sees."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from members import choices
from members.models import Member
from members.requests import OrgRequest
from members.scope import set_scope
from organizations.access import allow
from organizations.models import Membership, Role
from stpnet.in_org import on_public_side


class ScopeForm(forms.Form):
    """The units of the organization; one from elsewhere is none of them."""

    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Also the people of"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("With all units below. None ticked: only the people they organize themselves."),
        error_messages={"invalid_choice": gettext_lazy("There is no such unit here.")},
    )

    def __init__(self, *args: Any, options: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.fields["units"]
        assert isinstance(units, forms.TypedMultipleChoiceField)  # noqa: S101 - tells the type checker
        units.choices = options


@require_http_methods(["GET", "HEAD", "POST"])
@allow("people.manage")
def scope(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Narrow an organizer to their own people, or widen that by units. `pk` is the membership's."""
    membership = _membership(request, pk)
    member = get_object_or_404(Member, user_id=membership.user_id)
    form = ScopeForm(
        request.POST if request.method == "POST" else None,
        options=choices.load(request).unit_options(),
        initial={"units": [str(unit) for unit in member.staff_scopes.values_list("unit_id", flat=True)]},
    )
    if form.is_valid():
        set_scope(member, units=form.cleaned_data["units"], by=request.member)
        messages.success(request, _("Saved. It holds from the next page that %(name)s opens.") % {"name": member})
        return redirect("organizations:person", request.organization.slug, pk)
    # Any other role that sees people sees all of them, so units would change nothing.
    sees_all = bool({Role.OWNER, Role.DIRECTOR, Role.DATA_LEAD} & set(membership.held))
    context = {"form": form, "member": member, "membership": membership, "sees_all": sees_all}
    return render(request, "members/scope.html", context, status=422 if form.errors else 200)


def _membership(request: OrgRequest, pk: UUID) -> Membership:
    """Find an organizer of this organization; who holds no such role has no scope to set."""
    with on_public_side():
        rows = Membership.objects.current().of_the_group().with_roles().filter(organization=request.organization, pk=pk)
        found: Membership | None = rows.first()
    if found is None or Role.ORGANIZER not in found.held:
        raise Http404
    return found
