"""`{% figure line.now %}`: a figure of people, as a link to them."""

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards.doors import Figure

register = template.Library()


@register.simple_tag
def figure(of: Figure, about: str = "") -> str:
    """Show it; `about` says of what it is, for who cannot see where it stands. No template: a dashboard has a hundred."""
    if of.people is None:
        kept_back = '<span class="soft"><span aria-hidden="true">–</span><span class="sr">{}</span></span>'
        return format_html(kept_back, _("fewer than five, or kept back"))
    n = number_format(of.people, force_grouping=True)
    if not (of.url and of.people):
        return n
    label = format_html(' aria-label="{}: {}"', about, n) if about else ""
    return format_html('<a class="figure" data-people="{}" href="{}"{}>{}</a>', of.people, of.url, label, n)
