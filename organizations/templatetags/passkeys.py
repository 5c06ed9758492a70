"""What a browser needs to ask its device for a passkey, in an attribute: scripts in pages are refused."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: object) -> str:
    """Write a value as JSON; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)
