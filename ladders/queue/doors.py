"""How the rest of the house leads to assessing many, and to those whom nobody is sure of."""

from django.utils.translation import gettext_lazy as _

from ladders import registry, unsure
from ladders.queue import clearing, page, views
from members.bulk import registry as many
from organizations import registry as organizations


def register() -> None:
    many.add_elsewhere(many.Elsewhere("assess", _("Assess one by one"), "assessment.make", views.new))
    registry.doors.append(registry.Door(_("Assess many"), "ladders:queues", "assessment.make", 10, page.left))
    registry.doors.append(registry.Door(_("Not sure yet"), "ladders:unsure", "member.view", 30, unsure.n_due))
    organizations.clearers.append(clearing.forget)
