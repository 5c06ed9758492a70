"""What people say is wrong about them, for the bell of those who keep the lists."""

from typing import Any

from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.reader import Reader
from conversations.registry import Counted, Line
from members.models import Correction, Member


def _waiting(reader: Reader) -> Any:
    if not reader.may("member.merge"):
        return None
    people = Member.objects.people().within(reader.scope("member.merge"), reader.member).order_by().values("pk")
    waiting = Correction.objects.waiting().filter(member__in=people).order_by()
    return Coalesce(Subquery(waiting.annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")), 0)


def _say(reader: Reader, n: int) -> Line | None:
    title = ngettext(
        "Somebody says that %(n)d thing about them is wrong.", "People say that %(n)d things about them are wrong.", n
    )
    text = _("Put it right, or say why it stays.")
    return Line(title % {"n": n}, text, reader.url("members:to_correct"), "pencil", n=n) if n else None


CORRECTIONS = Counted("corrections", _waiting, _say)
