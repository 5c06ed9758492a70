"""Who was erased since: in the figures of a time that is over, and in no list."""

from datetime import date

from ladders.models import Ladder
from ladders.movement import counted_then, end_of
from ladders.tally import is_everybody, n_erased
from members.models.person import MemberQuerySet


def no_longer_on_file(people: MemberQuerySet, ladder: Ladder, last: date) -> int:
    """Count whom a ladder counted at the end of that day, and who has been erased since; of everybody sums say it."""
    if is_everybody(people):
        return n_erased(ladder, end_of(last))
    gone: int = people.filter(counted_then(ladder, last), erased_at__isnull=False).count()
    return gone
