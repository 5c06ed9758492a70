"""What is known of a list as a whole, and with which lists a person came."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from imports import promises
from imports.forms_start import PromiseForm
from imports.models import ImportBatch
from imports.views import batch_or_404, see
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow, may
from organizations.fragments import fragment


@require_http_methods(["GET", "HEAD", "POST"])
@allow("import.run")
def about(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say whose a list is, what was promised and until when it may be kept; later too, when one knows more."""
    batch = batch_or_404(pk)
    form = PromiseForm(request.POST or None, instance=ImportBatch.objects.get(pk=pk))
    if request.method != "POST" or not form.is_valid():
        context = {"batch": batch, "form": form}
        return render(request, "imports/about.html", context, status=422 if form.is_bound else 200)
    promises.tell(batch, told=form.cleaned_data, by=request.member)
    messages.success(request, _("Saved. It stands on the page of everyone who came with this list."))
    return see(request, batch)


@require_safe
@allow("member.view")
@vary_on_headers("HX-Request", "HX-Target")
def came_with(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Tell with which lists someone came, and what was promised: whoever may open the person has to know."""
    member = get_object_or_404(Member.objects.read_by(request), pk=pk)
    context = {"member": member, "lists": promises.came_with(pk), "opens": may(request, "import.run")}
    return render(request, fragment(request, "imports/came_with.html", "came-with"), context)
