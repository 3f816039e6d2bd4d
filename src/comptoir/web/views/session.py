"""Small things a visitor chooses and the server remembers: the demo persona, for whom to act, light or dark.

All are POST forms that work without JavaScript and lead back to the page they were sent from.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from comptoir.web.options import is_demo
from comptoir.web.viewer import CAPACITY_KEY, SESSION_KEY, persona, viewer

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600


@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Look at the house as a persona of the demo, or as a visitor; 404 outside demo mode or for an unknown name."""
    chosen = request.POST.get("persona", "")
    if not is_demo() or (chosen and persona(chosen) is None):
        raise Http404
    request.session.flush()
    if chosen:
        request.session[SESSION_KEY] = chosen
    return HttpResponseRedirect(_back(request))


@require_POST
def acting_for(request: HttpRequest) -> HttpResponse:
    """Act for another party from now on; 404 for one that the viewer may not act for today.

    A form that was opened in the other capacity is not taken for this one: its token is another by then.
    """
    chosen = request.POST.get("party", "")
    if chosen not in {one.party for one in viewer(request).ways}:
        raise Http404
    request.session[CAPACITY_KEY] = chosen
    rotate_token(request)
    return HttpResponseRedirect(_back(request))


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's choice in a cookie that holds nothing else."""
    chosen = request.POST.get("theme", "auto")
    response = HttpResponseRedirect(_back(request))
    if chosen not in THEMES or chosen == "auto":
        response.delete_cookie("theme")
    else:
        response.set_cookie(
            "theme", chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


def _back(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours; else the catalog."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("catalog")
