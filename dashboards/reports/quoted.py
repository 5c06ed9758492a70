"""The words in a report: asked again each time whether they may still be used."""

from conversations.models import Quote
from dashboards.models import Report
from members.models import Belonging
from organizations.models import Organization


def where(report: Report) -> Quote.Where:
    return Quote.Where.OUTSIDE if report.kind == Report.Kind.PARTNER else Quote.Where.REPORT


def usable(report: Report, organization: Organization, *, outside: bool = False) -> list[dict[str, str]]:
    """Return the quotes of a report whose speakers have not taken their yes back, under the names they agreed to.

    Where somebody outside reads it, only those who agreed to that.
    """
    ids = report.snapshot.get("quotes", [])
    if not ids:
        return []
    found = (
        Quote.objects.usable(Quote.Where.OUTSIDE if outside else where(report), organization.today())
        .filter(pk__in=ids)
        .select_related("member")
    )
    quotes = {str(quote.pk): quote for quote in found}
    return [_told(quotes[pk]) for pk in ids if pk in quotes]


def _told(quote: Quote) -> dict[str, str]:
    """Where somebody is at home is told only below their name: it would say who it is."""
    name = quote.named_as
    here = Belonging.objects.filter(member=quote.member_id, kind__is_default=True).select_related("unit").first()
    by = f"{name}, {here.unit.name}" if name and here and quote.named != Quote.Named.CALLED else name
    return {"id": str(quote.pk), "words": quote.words, "by": by}
