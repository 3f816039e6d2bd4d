"""Prices: the rate language, the price book compiled of a card, quotes that explain themselves, and the ladder."""

from comptoir.core.pricing.compile import PriceBook, compile_card, compile_faults
from comptoir.core.pricing.quoting import evaluate, quote
from comptoir.core.pricing.replay import replay

__all__ = [
    "PriceBook",
    "compile_card",
    "compile_faults",
    "evaluate",
    "quote",
    "replay",
]
