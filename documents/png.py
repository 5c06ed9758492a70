"""Pictures of charts: SVG that stands alone, drawn at twice its size on white."""

import resvg_py
from django.conf import settings

from documents.scripts import OUR_FONTS

_ZOOM = 2
_FAMILY = "Hanken Grotesk"


def drawn(svg: str) -> bytes:
    """Return the PNG, in the fonts that paper has. Takes a moment, so it is made in a worker."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=_ZOOM,
        background="#ffffff",
        skip_system_fonts=True,
        font_dirs=[str(OUR_FONTS), *settings.PDF_FONT_DIRS],
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
    )
    return bytes(drawn)
