"""Cells of the list of people that are more than text. No templates: a page has hundreds of them."""

from collections.abc import Mapping

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from members.fields.links import is_safe
from organizations.templatetags.frame import icon_again


def reach(ways: Mapping[str, str]) -> SafeString:
    """Draw the buttons by which somebody is reached; the icons are those of the page's `icon_sheet`."""
    buttons = []
    if ways["call"]:
        drawn = '<a class="btn plain sm" href="tel:{}">{}<span class="sr">{} </span>{}</a>'
        buttons.append(format_html(drawn, ways["call"], icon_again("phone"), _("Call"), ways["shown"]))
    if ways["text_to"]:
        drawn = '<a class="btn plain sm" href="sms:{0}" title="{2}">{1}<span class="sr">{2}</span></a>'
        buttons.append(format_html(drawn, ways["text_to"], icon_again("message-square"), _("Text")))
    if ways["mail"]:
        drawn = '<a class="btn plain sm" href="mailto:{}" title="{}">{}<span class="sr">{}</span></a>'
        buttons.append(format_html(drawn, ways["email"], ways["mail"], icon_again("mail"), _("Mail")))
    return format_html('<span class="reach">{}</span>', format_html_join("\n", "{}", ((each,) for each in buttons)))


def link(text: str) -> SafeString:
    """Draw a link where one may be clicked."""
    if not is_safe(text):
        return escape(text)
    return format_html('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>', text)
