"""Pictures of charts: SVG that stands alone, drawn at twice its size on white."""

import resvg_py

_ZOOM = 2


def drawn(svg: str) -> bytes:
    """Return the PNG. Fonts are those of the machine; takes a moment, so it is made in a worker."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM, background="#ffffff"))
