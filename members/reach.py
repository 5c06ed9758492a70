"""How to reach a person, in words and as buttons."""

from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from members import normal
from members.models import ContactPoint

_ICONS = {"phone": "phone", "email": "mail", "address": "map-pin"}


class Contact(NamedTuple):
    """A contact as the page says it; `url` dials or writes, an address has none."""

    point: ContactPoint
    icon: str
    label: str
    text: str
    url: str
    says: str


class Button(NamedTuple):
    """A way to reach them with one touch."""

    icon: str
    label: str
    url: str


def contact(point: ContactPoint, *, region: str, today: date) -> Contact:
    """Say one contact: what it is, what they agreed to, since when and how we know."""
    is_phone = point.kind == ContactPoint.Kind.PHONE
    known = point.label != ContactPoint.Label.OTHER
    return Contact(
        point,
        _ICONS[point.kind],
        str(point.get_label_display() if known else point.get_kind_display()),
        normal.shown_phone(point.normal, region) if is_phone else point.value,
        _url(point),
        " ".join(sentence for sentence in (*_agreed(point), _since(point, today)) if sentence),
    )


def buttons(points: list[ContactPoint]) -> list[Button]:
    """Offer what works and was not refused: the first phone to call and to text, address to go to, e-mail."""
    working = [point for point in points if point.works]
    phones = [point for point in working if point.kind == ContactPoint.Kind.PHONE]
    mails = [point for point in working if point.kind == ContactPoint.Kind.EMAIL]
    no = ContactPoint.Consent.NO
    return [
        *[Button("phone", _("Call"), _url(point)) for point in phones if point.may_call != no][:1],
        *[Button("message-square", _("Text"), _sms(point)) for point in phones if _can_text(point)][:1],
        *[Button("map-pin", _("Map"), _geo(point)) for point in working if point.kind == ContactPoint.Kind.ADDRESS][:1],
        *[Button("mail", _("Write"), _url(point)) for point in mails if point.may_mail != no][:1],
    ]


def _can_text(point: ContactPoint) -> bool:
    return point.may_text != ContactPoint.Consent.NO and ";ext=" not in point.normal


def _sms(point: ContactPoint) -> str:
    return f"sms:{point.normal}"


def _geo(point: ContactPoint) -> str:
    """Let the phone open the map that is on it; no page of a map maker learns of the address."""
    return f"geo:0,0?q={quote(point.value)}"


def _url(point: ContactPoint) -> str:
    if not point.works or point.kind == ContactPoint.Kind.ADDRESS:
        return ""
    return f"tel:{point.normal}" if point.kind == ContactPoint.Kind.PHONE else f"mailto:{quote(point.value, safe='@')}"


def _agreed(point: ContactPoint) -> list[str]:
    """Say what they allowed and what they refused, of what this kind of contact is for."""
    if point.kind == ContactPoint.Kind.PHONE:
        yes, no = {"may_call": _("called"), "may_text": _("texted")}, {"may_call": _("call"), "may_text": _("text")}
    else:
        yes, no = {"may_mail": _("written to")}, {"may_mail": _("write")}
    allowed = [word for name, word in yes.items() if getattr(point, name) == ContactPoint.Consent.YES]
    refused = [word for name, word in no.items() if getattr(point, name) == ContactPoint.Consent.NO]
    return [
        _("May be %s.") % get_text_list(allowed, _("and")) if allowed else "",
        _("Do not %s.") % get_text_list(refused, _("or")) if refused else "",
    ]


def _since(point: ContactPoint, today: date) -> str:
    source = point.consent_source.strip().rstrip(".")
    if point.consent_on is None:
        return _("We know: %s.") % source if source else ""
    day = date_format(point.consent_on, "M j" if point.consent_on.year == today.year else "M j, Y")
    if not source:
        return _("Since %s.") % day
    return _("Since %(day)s, %(source)s.") % {"day": day, "source": source}
