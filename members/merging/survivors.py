"""Who stands for someone who was put together with others."""

from uuid import UUID

from members.models import Member
from members.requests import OrgRequest


def stands_for(request: OrgRequest, pk: UUID) -> Member | None:
    """Find the one whom a row was put into in the end, if the reader may see them; None for any other row."""
    found = Member.objects.filter(pk=pk).exclude(merged_into=None).first()
    while found is not None and found.merged_into_id is not None:
        found = Member.objects.filter(pk=found.merged_into_id).first()
    return Member.objects.people().visible_to(request).filter(pk=found.pk).first() if found else None
