"""Are the rights with which a session began still those of today? Asked at every request (I-18).

Somebody whose account was closed, whose password is another or who holds other roles than when the session began has
to sign in again; nothing that the request asked for is done. Whoever may no longer act for the party that was chosen
is told so, and a form filled in for that party is not taken for another one. Facts of the company need no session to
end: every right and price is worked out from them for each request.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse

from comptoir.store.accounts.queries import find_person, list_held
from comptoir.web import clock
from comptoir.web.house import house
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import CAPACITY_KEY, SESSION_KEY, viewer

STAMP = "rights"


def stamp(user_id: int) -> str:
    """A digest of who an account is and which roles it holds now."""
    person = find_person(user_id) or ""
    held = sorted(list_held(person, at=clock.now())) if person else []
    return sha256(repr((user_id, person, held)).encode()).hexdigest()


class CurrentRights:
    """Middleware: ends a session whose rights are not those of today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.get(STAMP) != stamp(request.user.pk):
            logout(request)
            told = (
                {"ended": "yes"}
                if request.method == "POST"
                else {"ended": "yes", "next": request.get_full_path()}
            )
            return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(told)}")
        if CAPACITY_KEY in request.session and (
            request.user.is_authenticated or SESSION_KEY in request.session
        ):
            lapsed = viewer(request).lapsed
            if lapsed:
                return self._lapsed(request, lapsed)
        return self.get_response(request)

    def _lapsed(self, request: HttpRequest, party: str) -> HttpResponse:
        """The party that was chosen may no longer be acted for: say so once, and go on as somebody else."""
        del request.session[CAPACITY_KEY]
        rotate_token(request)
        name = house().party_name(party, language())
        address = reverse("catalog") if request.method == "POST" else request.get_full_path()
        return render(request, "web/account/lapsed.html", {"party": name, "on": address}, status=409)
