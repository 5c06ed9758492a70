"""The step of the first hour that brings people in: by a list, or by hand."""

from django.utils.translation import gettext_lazy as _

from imports.models import ImportBatch
from members.models import Member
from organizations.registry import FirstStep
from organizations.requests import OrganizationRequest

Status = ImportBatch.Status


def _people_are_in(_request: OrganizationRequest) -> bool:
    """Whether someone is here beside those who sign in, or a list that was confirmed is on its way."""
    return (
        ImportBatch.objects.filter(status__in=[Status.TO_APPLY, Status.APPLYING, Status.DONE]).exists()
        or Member.objects.people().counted().exists()
    )


STEP = FirstStep(
    "people",
    _("Bring your list in"),
    _("The spreadsheet as it is: you see what happens to every row before anything does. Or add people one by one."),
    _("Bring a list in"),
    "imports:new",
    "import.run",
    30,
    done=_people_are_in,
)
