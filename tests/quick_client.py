"""The test client, without work that it does again for every client and every part of a page.

A suite makes thousands of clients and renders hundreds of small templates for each page.
"""

from copy import copy
from typing import Any

from django.core.signals import setting_changed
from django.template import Context, Template
from django.test import client
from django.test.client import ClientHandler
from django.test.utils import ContextList

PARTS = ("_middleware_chain", "_view_middleware", "_template_response_middleware", "_exception_middleware")
_load_middleware = ClientHandler.load_middleware
_loaded: dict[str, Any] = {}


def load_middleware_once(handler: ClientHandler, is_async: bool = False) -> None:
    """Let all clients share one chain of middleware, until a test changes a setting."""
    if not _loaded:
        _load_middleware(handler, is_async)
        _loaded.update({part: getattr(handler, part) for part in PARTS})
    for part, loaded in _loaded.items():
        setattr(handler, part, loaded)


def store_page(store: dict[str, Any], signal: object, sender: Template, template: Template, context: Context, **_: Any) -> None:  # fmt: skip
    """Keep what the page itself was given, and what was rendered by itself before it, as panels are.

    Django copies the context of every part that a page includes, too.
    """
    store.setdefault("templates", []).append(template)
    if context.template is template:
        store.setdefault("context", ContextList()).append(copy(context))


ClientHandler.load_middleware = load_middleware_once  # type: ignore[method-assign]
client.store_rendered_templates = store_page  # type: ignore[attr-defined]
setting_changed.connect(lambda **_changed: _loaded.clear(), weak=False)
