"""Addresses of pages on the web: http and https alone, so that a click opens a page and runs nothing."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

SCHEMES = ("http", "https")


class LinkField(forms.URLField):
    """A link; one written without its beginning gets https."""

    default_validators = [URLValidator(schemes=SCHEMES)]
    default_error_messages = {"invalid": _("Paste a link, as https://example.org/page.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)
        for validator in self.validators:
            if isinstance(validator, URLValidator):
                validator.message = self.error_messages["invalid"]


def is_safe(link: str) -> bool:
    """Whether a page may offer it as a link; asked again where it is shown, whoever stored it."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc)
