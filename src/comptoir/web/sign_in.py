"""What does the house say where somebody signs in? The places where django-allauth asks for our answer.

Rules to remember: nobody makes an account for himself; who signs in is no persona any more; and the session carries a
stamp of the rights it began with (rights.py), so that it ends when they change.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comptoir.operations.sign_ins import SIGNED_IN, SIGNED_OUT, find_account, note_failure, note_sign_in
from comptoir.web import clock
from comptoir.web.house import house
from comptoir.web.rights import STAMP, stamp
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import CAPACITY_KEY, SESSION_KEY


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts: made by an administrator, never by a visitor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This name and this password do not go together. Check both."),
        "email_password_mismatch": _("This address and this password do not go together. Check both."),
        "too_many_login_attempts": _("Too many attempts failed. Wait five minutes, or set a new password."),
        "incorrect_password": _("This is not your password. Type it again."),
        "enter_current_password": _("This is not your password. Type it again."),
        "incorrect_code": _("This code does not fit. Type the one that your device shows now."),
        "rate_limited": _("Too many attempts. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth names it)
        """Whether visitors may make accounts: never."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session: no persona, no capacity chosen, stamped with the rights of this moment."""
        super().login(request, user)
        for key in (SESSION_KEY, CAPACITY_KEY):
            request.session.pop(key, None)
        request.session[STAMP] = stamp(user.pk)
        note_sign_in(SIGNED_IN, user.pk, at=clock.now())

    def logout(self, request: HttpRequest) -> None:
        """End a session, and write it down."""
        who = request.user.pk if request.user.is_authenticated else None
        super().logout(request)
        if who is not None:
            note_sign_in(SIGNED_OUT, who, at=clock.now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down whose sign-in failed."""
        super().authentication_failed(request, **credentials)
        note_failure(str(credentials.get("username") or credentials.get("email") or ""), at=clock.now())

    def format_email_subject(self, subject: str) -> str:
        """The subject, which begins with what it is about."""
        return f"{subject} — {house().name(language())}"


class CodeAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor: its secrets are kept encrypted under the signing key."""

    def get_totp_issuer(self) -> str:
        """The name under which the authenticator shows this counter."""
        return house().name(language())

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it was given."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The house's identity provider: it opens accounts that exist, and makes none."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Lead an identity that is new here to the account with its verified address; write down who has none.

        Here and not by allauth's own setting, which takes the word "false" for a verified address, and takes the
        password from an account whose address an administrator vouched for.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account")))
        if sociallogin.is_existing:
            return
        user = find_account(
            [
                one.email
                for one in sociallogin.email_addresses
                if one.verified is True or one.verified == "true"
            ]
        )
        if user is None:
            note_failure("", at=clock.now())
        else:
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 (allauth names them)
        """Whether somebody unknown may make an account: never."""
        return False


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"comptoir second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
