"""System check: every page of an organization says which right it asks for."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error, Warning, register  # noqa: A004 - Django's own name
from django.urls import URLPattern, URLResolver, get_resolver

WITHOUT_ROLES = (
    "ORGANIZATION_ROLES=no: one of four walls between organizations is missing on this server. "
    "docs/deploy.md says what that means."
)
_PREFIX = "o/<slug:organization>/"


@register()
def every_organization_view_names_its_right(**_kwargs: Any) -> list[Error]:
    """Refuse to start with a view under /o/ that has no `@allow`."""
    return [
        Error(f"{pattern.name or pattern.callback} has no @allow", id="organizations.E001")
        for pattern in organization_patterns()
        if not hasattr(pattern.callback, "action")
    ]


@register()
def organizations_have_roles(**_kwargs: Any) -> list[Warning]:
    """Say at every start that a wall is missing, where somebody chose to do without it."""
    return [] if settings.ORGANIZATION_ROLES else [Warning(WITHOUT_ROLES, id="organizations.W001")]


def organization_patterns() -> Iterator[URLPattern]:
    """Walk every address inside an organization."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[Any], route: str) -> Iterator[URLPattern]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here)
        elif here.startswith(_PREFIX):
            yield pattern
