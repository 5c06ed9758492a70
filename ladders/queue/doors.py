"""How the rest of the house leads to assessing many."""

from django.utils.translation import gettext_lazy as _

from ladders import registry
from ladders.queue import clearing, page, views
from members.bulk import registry as many
from organizations import registry as organizations


def register() -> None:
    many.add_elsewhere(many.Elsewhere("assess", _("Assess one by one"), "assessment.make", views.new))
    registry.doors.append(registry.Door(_("Assess many"), "ladders:queues", "assessment.make", 10, page.left))
    organizations.clearers.append(clearing.forget)
