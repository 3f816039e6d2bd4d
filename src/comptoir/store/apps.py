"""The one Django app with models; its label is `store`, and all its migrations stand in one folder."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The app `store`."""

    name = "comptoir.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
