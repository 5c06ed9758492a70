"""What this room sees for the group's self-check, and what it holds about people."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import ContactPoint, Export, Member
from organizations.registry import Finding, Holding, Looked
from organizations.requests import OrganizationRequest

LATELY = timedelta(days=30)


def look(looked: Looked) -> Iterator[Finding]:
    """Who is put away or left and still gets in, and what was taken out as a file."""
    slug = looked.request.organization.slug
    theirs = {row.user_id: row for row in looked.belonging}
    gone = Q(status=Member.Status.FORMER) | ~Q(archived_at=None) | ~Q(erased_at=None)
    left = [str(row) for row in Member.objects.filter(gone, user_id__in=theirs)]
    yield Finding(
        _("Does nobody who left still have access?"),
        _("Still let in: %(names)s.") % {"names": ", ".join(left)} if left else _("Nobody that we know of."),
        not left,
        _("They are down as former, or put away, and can still sign in. Take them out, or bring them back on file."),
        reverse("organizations:people", args=[slug]),
    )
    made = Export.objects.filter(created_at__gt=timezone.now() - LATELY, status=Export.Status.DONE)
    said = made.aggregate(n=Count("pk"), people=Count("asked_by", distinct=True))
    n = said["n"]
    files = ngettext("%(n)d file, by %(people)d of you.", "%(n)d files, by %(people)d of you.", n)
    yield Finding(
        _("Was no list taken out as a file in the last 30 days?"),
        files % said if n else _("None."),
        not n,
        _("Ask whether each is still needed. Delete what is not, on laptops and in mail too: a file outlives its use."),
        f"{reverse('record:record', args=[slug])}?what=member.export",
    )


def held(request: OrganizationRequest) -> Iterator[Holding]:
    """People, and how to reach them."""
    zone = request.organization.zone
    people = Member.objects.filter(kind=Member.Kind.PERSON, merged_into=None, erased_at=None)
    said = people.aggregate(n=Count("pk"), away=Count("pk", filter=~Q(archived_at=None)), since=Min("created_at"))
    since: date | None = said["since"] and said["since"].astimezone(zone).date()
    goes = _("When an owner erases somebody. Putting away keeps them: %(n)d are put away.") % {"n": said["away"]}
    yield Holding(_("People"), said["n"], since, goes, 10)
    ways = _("Phones, addresses and other ways to reach them")
    yield Holding(ways, ContactPoint.objects.count(), since, _("With them"), 10)
