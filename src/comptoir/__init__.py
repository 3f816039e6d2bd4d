"""Comptoir: one counter for internal and external customers."""

__version__ = "0.1.0"
