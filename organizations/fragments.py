"""Page or part: the one place that asks whether htmx wants a part of a page."""

from organizations.requests import SignedInRequest


def fragment(request: SignedInRequest, template: str, name: str) -> str:
    """Name the part htmx asked to replace, or the whole page. A page restored from history is whole."""
    wants = request.htmx.target == name and not request.htmx.history_restore_request
    return f"{template}#{name}" if wants else template
