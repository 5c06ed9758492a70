"""Adding a file, and handing one over."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from experiments.models import Document
from experiments.page.one import one
from experiments.page.views import to
from experiments.papers import actions
from experiments.papers.forms import PaperForm
from experiments.papers.sniffing import ENDINGS, NotTaken
from members.exporting import files
from members.requests import OrgRequest
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Add a file to an experiment."""
    experiment = one(pk)
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if form.is_valid():
        try:
            actions.add(experiment, form.cleaned_data["file"].read(), name=form.called(), by=request.member)
        except NotTaken as why:
            form.add_error("file", str(why))
        else:
            messages.success(request, _("The file stands among the documents."))
            return to(request, experiment)
    context = {"experiment": experiment, "form": form}
    return render(request, "experiments/papers/add.html", context, status=422 if form.is_bound else 200)


@require_safe
@allow("experiment.log")
def file(request: OrgRequest, pk: UUID, document: UUID) -> HttpResponse:
    """Hand a file over. What stands in it can name anybody, so it is for those who may see people."""
    found: Document = get_object_or_404(Document, experiment=pk, pk=document)
    place = files.path(found.stored_as)
    if not found.stored_as or not place.is_file():
        raise Http404
    name = f"{found.pk}.{ENDINGS.get(found.content_type, 'bin')}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    # In one piece: a streamed answer would be read after the organization has been left.
    return HttpResponse(place.read_bytes(), content_type=found.content_type, headers=headers)
