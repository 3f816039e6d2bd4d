"""Which address leads to which room, and which pages are shown where none does?

The pages bring their addresses whole, because only the root may say that languages are prefixes.
"""

from __future__ import annotations

from comptoir.web.urls import urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

handler400 = "comptoir.web.views.errors.bad_request"
handler403 = "comptoir.web.views.errors.forbidden"
handler404 = "comptoir.web.views.errors.not_found"
handler500 = "comptoir.web.views.errors.server_error"
