"""All that people read: chat texts, keyboards and documents, in Arabic, French and English.

`render` turns a view into a neutral message; the texts are in `templates/`, their translations in `catalogues/`.
"""

from messages.notices import render_notice
from messages.rendering import render

__all__ = ["render", "render_notice"]
