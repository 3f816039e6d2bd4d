"""My account: who I am here, for whom I may act, which roles I hold and until when; password and second factor."""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.providers.openid_connect import views as provider
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from requests import RequestException

from comptoir import wording
from comptoir.operations.actors import still_counts
from comptoir.operations.desk import desk
from comptoir.store.accounts.queries import list_grants
from comptoir.web import clock
from comptoir.web.house import house
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import viewer, ways_of

_log = logging.getLogger(__name__)


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The viewer's own account; a passer-by is led to the sign-in."""
    home, who = house(), viewer(request)
    if not who.party and not who.signed_in:
        return HttpResponseRedirect(reverse("account_login"))
    grants = list_grants(person=who.party, at=clock.now()) if who.party else ()
    user = request.user if isinstance(request.user, User) else None
    context = {
        "here": "account",
        "ways": [one.named.name(language()) for one in ways_of(home, who.party)],
        "grants": [
            (
                wording.word(one.role, language(), family="role"),
                home.party_text(one.unit, language()) if one.unit else None,
                one.valid_to,
            )
            for one in grants
            if still_counts(desk(), one.person, one.unit, one.valid_from, clock.now())
        ],
        "user_name": user.username if user else "",
        "mail": user.email if user else "",
        "second_factor": user is not None and is_mfa_enabled(user),
    }
    return render(request, "web/account/account.html", context)


@require_safe
def no_sign_up(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """Nobody makes an account for himself: the way leads to somebody who may be asked for one."""
    return HttpResponseRedirect(f"{reverse('ask')}?about=account")


@require_safe
def no_password(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """Who signs in elsewhere and wants a password here too sets it by mail."""
    return HttpResponseRedirect(reverse("account_reset_password"))


def by_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leave for the house's identity provider; a page says so where it does not answer."""
    return _asking(provider.login, request, provider_id)


def back_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the house's identity provider."""
    return _asking(provider.callback, request, provider_id)


def _asking(view: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view(request, provider_id)
    except RequestException:
        _log.warning("the identity provider does not answer", exc_info=True)
        return HttpResponseRedirect(reverse("socialaccount_login_error"))
