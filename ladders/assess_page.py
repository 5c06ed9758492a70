"""The page on which somebody is assessed: its form, what stands around it, and what it says beforehand."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activities.skills import queries as skills
from ladders import effect, signs
from ladders.forms import AssessForm
from ladders.models import Assessment, Ladder, LevelSign, Standing
from ladders.paths import levels_of
from members.models import Member
from members.requests import OrgRequest

# Lists on which one assesses row by row, and goes on with the next.
_LISTS = {"members:list", "ladders:unsure", "ladders:waiting"}


class AssessPage(NamedTuple):
    """One person on one ladder, with where they stand now."""

    request: OrgRequest
    ladder: Ladder
    person: Member
    standing: Standing | None

    @property
    def today(self) -> date:
        return self.request.organization.today()

    @property
    def back(self) -> str:
        """Return the address of the list that the reader came from; empty from everywhere else."""
        sent, headers = self.request.POST, self.request.headers
        said = urlsplit(sent.get("back", "") if self.request.method == "POST" else headers.get("Referer", ""))
        try:
            found = resolve(said.path) if said.netloc in ("", self.request.get_host()) else None
        except Resolver404:
            return ""
        # Of this group, and a list: the address comes from outside.
        is_ours = (
            found and found.view_name in _LISTS and found.kwargs.get("organization") == self.request.organization.slug
        )
        return f"{said.path}?{said.query}" if is_ours else ""

    def form(self) -> AssessForm:
        """Return the form as it was sent, or filled in with what is true now: is this still right?"""
        is_sent = self.request.method == "POST"
        return self._form(self.request.POST if is_sent else None, initial=self._now())

    def looked_at(self) -> tuple[AssessForm, list[str]]:
        """Return the form with all that was typed and no word of what is missing, and what it would say and do."""
        sent = self._form(self.request.POST)
        sent.is_valid()
        return self._form(None, initial=dict(sent.data.items())), self._ahead(sent)

    def context(self, form: AssessForm, ahead: list[str]) -> dict[str, Any]:
        return {
            "form": form,
            "ladder": self.ladder,
            "member": self.person,
            "standing": self.standing,
            "n_levels": len(levels_of(self.ladder)),
            "ladders": list(Ladder.objects.in_use()),
            "ahead": ahead,
            "near": self._near(form),
            "back": self.back,
        }

    def _form(self, sent: Any, **kwargs: Any) -> AssessForm:
        every: list[Any] = [sign for level in self.ladder.levels.all() for sign in level.signs.all()]
        known = {sign.pk: known for sign in every if (known := skills.read(sign.known))}
        return AssessForm(sent, ladder=self.ladder, today=self.today, known=known, **kwargs)

    def _now(self) -> dict[str, Any]:
        initial = {"on": self.today, "confidence": Assessment.Confidence.CLEAR}
        if self.standing:
            at = self.standing
            initial["where"] = f"level-{at.level_id}" if at.level_id else at.place
        return initial

    def _near(self, form: AssessForm) -> list[UUID]:
        """Say whose signs stand open: the level they are on and the next one, and wherever one is ticked."""
        at = self.standing.level.position if self.standing and self.standing.level else 0
        by_height = sorted(form.levels, key=lambda level: level.position)
        # Who is on no level gets the first two, who is on the top one the two highest.
        first = max(min(sum(level.position < at for level in by_height), len(by_height) - 2), 0)
        ticked = {each.level.pk for each in signs.ticked(form.levels, form.ticked())}
        return [*(level.pk for level in by_height[first : first + 2]), *ticked]

    def _ahead(self, form: AssessForm) -> list[str]:
        """Say which level the signs are of, and what the day does to the path."""
        said = [signs.suggestion(signs.ticked(form.levels, form.ticked()))]
        given = form.cleaned_data
        if (on := given.get("on")) and on <= self.today and (option := form.places.get(given.get("where", ""))):
            said += effect.ahead(
                self.person, self.ladder, on=on, today=self.today, place=option.place, level=option.level
            )
        return [sentence for sentence in said if sentence]


def find(request: OrgRequest, ladder: UUID, member: UUID) -> AssessPage:
    """Find whom the page is about, or answer 404."""
    with_signs = Prefetch("levels__signs", LevelSign.objects.annotate(known=skills.since(member)))
    found = get_object_or_404(Ladder.objects.in_use().prefetch_related(with_signs), pk=ladder)
    person = get_object_or_404(Member.objects.opened_by(request), pk=member)
    standing = Standing.objects.filter(member=person, ladder=found).select_related("level").first()
    return AssessPage(request, found, person, standing)


def said_of(made: Assessment) -> str:
    """Say what was kept and what it changed."""
    says = {"name": str(made.member), "where": effect.where(made), "on": date_format(made.on, "M j, Y")}
    if made.waits:
        return _("Kept. %(name)s’s new level counts once a second person agrees.") % says
    after = effect.around(made.member, made.ladder, made.on, but_not=made)
    if after.after and after.today:
        says |= {"until": date_format(after.after.on, "M j, Y"), "now": effect.where(after.today)}
        return _("Kept: %(name)s, %(where)s from %(on)s until %(until)s. Where they stand today stays: %(now)s.") % says
    return _("Kept: %(name)s, %(where)s from %(on)s on.") % says
