"""How does a file leave the house by a page? As something to keep; what is of the books leaves their state behind.

Rule to remember: whoever only asks whether there is a file (HEAD) takes nothing away, and leaves nothing behind.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.operations.actors import Actor
from comptoir.operations.books.anchoring import anchor_books
from comptoir.web import clock


def download(content: bytes | str, media: str, name: str) -> HttpResponse:
    """A file that the browser keeps under a name, instead of a page."""
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def leave_anchor(request: HttpRequest, actor: Actor) -> None:
    """What leaves the house leaves the state of the books behind, outside of the database."""
    if request.method == "GET":
        anchor_books("export", actor=actor, at=clock.now())
