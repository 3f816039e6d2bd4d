"""How do people sign in? By name or mail and password, with a code of their phone if they chose so, or by the house's
own identity provider. The parts are django-allauth's; what they may do is decided elsewhere, at every request.

    COMPTOIR_OIDC_URL       address of the provider (OpenID Connect discovery), such as https://login.example.org/realm
    COMPTOIR_OIDC_CLIENT    how the provider knows this counter
    COMPTOIR_OIDC_SECRET    the secret shared with it
    COMPTOIR_OIDC_NAME      what the button says; default: the provider's host name

Rules to remember: nobody makes an account for himself, and the provider opens only the account whose mail address it
has verified.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

APPS = (
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
)
PROVIDER = "oidc"


def sign_in_settings(environ: Mapping[str, str]) -> dict[str, Any]:
    """Everything that Django and django-allauth are told about signing in."""
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "activity",
        "ACCOUNT_ADAPTER": "comptoir.web.sign_in.Adapter",
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        # An address that nobody has gets no mail; the page says the same either way.
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "catalog",
        # By visitor, and by name tried: after five failures a name rests for five minutes.
        "ACCOUNT_RATE_LIMITS": {
            "login": "30/m/ip",
            "login_failed": "20/m/ip,5/300s/key",
            "reset_password": "10/m/ip,3/m/key",
        },
        "MFA_ADAPTER": "comptoir.web.sign_in.CodeAdapter",
        # Addresses are an administrator's word; nobody verifies his own.
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
        "SOCIALACCOUNT_ADAPTER": "comptoir.web.sign_in.ProviderAdapter",
        # The adapter leads an identity to its account.
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_PROVIDERS": providers(environ),
        "ALLAUTH_TRUSTED_PROXY_COUNT": int(environ.get("COMPTOIR_PROXIES", "").strip() or 0),
    }


def providers(environ: Mapping[str, str]) -> dict[str, Any]:
    """The identity provider that the environment names, as allauth wants it; nothing where none is named.

    raises    ValueError for an address that is no https:// one (http:// on this machine), or without a client

    >>> providers({})
    {}
    >>> providers({"COMPTOIR_OIDC_URL": "https://login.example.org/", "COMPTOIR_OIDC_CLIENT": "counter"}
    ...     )["openid_connect"]["APPS"][0]["name"]
    'login.example.org'
    """
    address = environ.get("COMPTOIR_OIDC_URL", "").strip()
    if not address:
        return {}
    parts = urlsplit(address)
    near = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or not (parts.scheme == "https" or near):
        raise ValueError(f"COMPTOIR_OIDC_URL must be an https:// address; it is {address!r}")
    client = environ.get("COMPTOIR_OIDC_CLIENT", "").strip()
    if not client:
        raise ValueError("COMPTOIR_OIDC_URL is set and COMPTOIR_OIDC_CLIENT is not: name the client")
    app = {
        "provider_id": PROVIDER,
        "name": environ.get("COMPTOIR_OIDC_NAME", "").strip() or parts.hostname,
        "client_id": client,
        "secret": environ.get("COMPTOIR_OIDC_SECRET", ""),
        "settings": {"server_url": address, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def origin(environ: Mapping[str, str]) -> str:
    """Where a browser may be sent to sign in, for the content security policy; empty where there is no provider."""
    parts = urlsplit(environ.get("COMPTOIR_OIDC_URL", "").strip())
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
