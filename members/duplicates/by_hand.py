"""People whom somebody put side by side by hand, because they may be one."""

from collections.abc import Collection

from django.db.models.functions import Now

from audit.recording import action, record
from members.models import DuplicateGroup, DuplicateMember, DuplicateRun, Member

# So many fit side by side.
MOST = 8


@action
def side_by_side(people: Collection[Member], *, by: Member) -> DuplicateGroup:
    """Make a group of them, as a look over everyone would have; the next look forgets it."""
    done = DuplicateRun.Status.DONE
    run = DuplicateRun.objects.filter(status=done).first()
    run = run or DuplicateRun.objects.create(status=done, asked_by=by, finished_at=Now())
    group: DuplicateGroup = DuplicateGroup.objects.create(run=run, kind=DuplicateGroup.Kind.SAME, score=1)
    DuplicateMember.objects.bulk_create(DuplicateMember(group=group, member=person) for person in people)
    record("member.find_duplicates", of=group, by=by, fields=["by_hand"])
    return group
