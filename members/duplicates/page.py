"""What the pages of duplicates show."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.about import with_everything
from members.duplicates import reasons
from members.models import ContactPoint, DifferentPeople, DuplicateGroup, DuplicateMember, DuplicateRun, Member
from members.normal import shown_phone
from members.requests import OrgRequest

A_PAGE = 20
# From here on a group is called so.
VERY_LIKELY, LIKELY = 0.98, 0.75
Kind = DuplicateGroup.Kind
SHOWN = {"": Kind.SAME, "phone": Kind.SHARED}


class Shown(NamedTuple):
    """A group as the page shows it."""

    group: DuplicateGroup
    people: list[Member]
    reason: str
    likely: str


def context(request: OrgRequest) -> dict[str, Any]:
    """Return the context of `members/duplicates.html`."""
    show = request.GET.get("show", "")
    show = show if show in ("", "phone", "different") else ""
    counts, region = _counts(), request.organization.phone_region
    run = DuplicateRun.objects.select_related("asked_by").first()
    page = _verdicts(request) if show == "different" else _groups(request, SHOWN[show])
    return {
        "show": show,
        "counts": counts,
        "page": page,
        "groups": [] if show == "different" else [_shown(group, region) for group in page.object_list],
        **progress(run),
    }


def progress(run: DuplicateRun | None) -> dict[str, Any]:
    """Say how far the look over everyone is."""
    silent = timedelta(seconds=settings.WORKER_SILENT_SECONDS)
    waits = run is not None and run.goes_on and (run.heartbeat_at or run.queued_at) < timezone.now() - silent
    return {"run": run, "goes_on": bool(run and run.goes_on), "alone": waits, "steps": DuplicateRun.STEPS}


def live() -> Any:
    """Groups that still have two people in the list."""
    here = Q(entries__member__archived_at=None, entries__member__merged_into=None, entries__member__erased_at=None)
    return DuplicateGroup.objects.annotate(n=Count("entries", filter=here)).filter(n__gte=2)


def people_of(groups: Any, request: OrgRequest) -> Any:
    """Load the people of groups with all that is shown of them, in two statements."""
    entries = DuplicateMember.objects.filter(member__in=Member.objects.people()).order_by("member__created_at", "pk")
    everything = with_everything(Member.objects.people(), request)
    return groups.prefetch_related(Prefetch("entries", entries.prefetch_related(Prefetch("member", everything))))


def _counts() -> dict[str, int]:
    # Through the keys: beside the count of entries, each group would be counted once for each of its people.
    groups = DuplicateGroup.objects.filter(pk__in=live().order_by().values("pk")).order_by()
    counted = dict(groups.values_list("kind").annotate(each=Count("pk")).values_list("kind", "each"))
    return {"same": counted.get(Kind.SAME, 0), "phone": counted.get(Kind.SHARED, 0)}


def _groups(request: OrgRequest, kind: DuplicateGroup.Kind) -> Page[Any]:
    groups = people_of(live().filter(kind=kind).order_by("-score", "pk"), request)
    return Paginator(groups, A_PAGE).get_page(request.GET.get("page"))


def _verdicts(request: OrgRequest) -> Page[Any]:
    people = Member.objects.people()
    said = DifferentPeople.objects.filter(low__in=people, high__in=people).select_related("low", "high", "said_by")
    return Paginator(said, A_PAGE).get_page(request.GET.get("page"))


def _shown(group: DuplicateGroup, region: str) -> Shown:
    people: list[Any] = [entry.member for entry in group.entries.all()]
    for point in (point for member in people for point in member.points):
        if point["kind"] == ContactPoint.Kind.PHONE:
            point["value"] = shown_phone(point["value"], region)
    if group.kind == Kind.SHARED:
        return Shown(group, people, _shared(people), "")
    return Shown(group, people, reasons.sentence(group.evidence), how_likely(group.score))


def how_likely(score: float) -> str:
    if score >= VERY_LIKELY:
        return _("Very likely")
    return _("Likely") if score >= LIKELY else _("Possible")


def _shared(people: Sequence[Any]) -> str:
    """Say what the people of a household have in common."""
    families = {member.family_name.casefold() for member in people}
    streets = {
        point["normal"] for member in people for point in member.points if point["kind"] == ContactPoint.Kind.ADDRESS
    }
    if len(families) == 1 and "" not in families:
        return _("Same phone and family name: a household")
    return _("Same phone and address: a household") if len(streets) == 1 else _("Same phone, different people")
