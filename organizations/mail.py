"""How every mail is made: plain text first, the same again as HTML, and nothing personal in the subject."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from organizations.models import Invitation, Organization

_ADDRESS = re.compile(r"https?://\S+\Z")


class Letter(EmailMultiAlternatives):
    """A mail with its HTML. `key` keeps it from going twice; `invitation` is told what became of it.

    `organization` is whose it is, where it is not written inside one: a closed group sends nothing any more.
    """

    def __init__(
        self,
        subject: str,
        text: str,
        *,
        to: str,
        html: str = "",
        key: str | None = None,
        invitation: Invitation | None = None,
        organization: Organization | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(subject, text, None, [to], headers=dict(headers or {}))
        self.key, self.invitation = key, invitation
        self.organization = organization or (invitation.organization if invitation else None)
        self.attach_alternative(html or as_html(subject, text), "text/html")


def as_html(subject: str, text: str) -> str:
    """Set a plain text in HTML: a paragraph for each of its own, a link where one stands on a line alone."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    return render_to_string("mail/text.html", {"subject": subject, "lines": [_block(block) for block in blocks]})


def _block(block: str) -> dict[str, Any]:
    before, _break, last = block.rpartition("\n")
    if _ADDRESS.match(last):
        return {"text": before, "url": last}
    return {"text": block, "url": ""}
