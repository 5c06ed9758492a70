"""What somebody from support opened and did here, for the mail to the owners at the end."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import AuditEvent, ReadEvent
from audit.words import say
from members.models import Member


def looked_at(user: UUID, since: datetime, until: datetime) -> list[str]:
    """Return a line for each kind of thing, how often it was; names stand in the record alone, not in a mail."""
    helper = Member.objects.filter(user_id=user).values("pk")
    within = {"actor_id__in": helper, "at__gte": since, "at__lte": until}
    reads = ReadEvent.objects.filter(**within).order_by().values_list("action")
    done = AuditEvent.objects.filter(**within).order_by().values_list("action")
    return [
        *(_read(*row) for row in reads.annotate(Count("pk"), Count("object_id", distinct=True)).order_by("action")),
        *(_line(say(action), n) for action, n in done.annotate(Count("pk")).order_by("action")),
    ]


def _read(action: str, n: int, n_things: int) -> str:
    line = _line(say(action), n)
    return _("%(line)s, of %(n)d") % {"line": line, "n": n_things} if n_things > 1 else line


def _line(what: str, n: int) -> str:
    return ngettext("%(what)s: once", "%(what)s: %(n)d times", n) % {"what": what, "n": n}
