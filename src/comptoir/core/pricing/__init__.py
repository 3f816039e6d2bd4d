"""Prices: the rate language, the price book compiled of a card, quotes that explain themselves, and the ladder."""

from comptoir.core.pricing.compile import PriceBook, compile_card, compile_faults
from comptoir.core.pricing.ladder import Rung, ladder
from comptoir.core.pricing.quoting import evaluate, quote
from comptoir.core.pricing.replay import replay
from comptoir.core.pricing.request import Line, PricedLine, Quote, Request, Status
from comptoir.core.pricing.view import for_customer, public_view

__all__ = [
    "Line",
    "PriceBook",
    "PricedLine",
    "Quote",
    "Request",
    "Rung",
    "Status",
    "compile_card",
    "compile_faults",
    "evaluate",
    "for_customer",
    "ladder",
    "public_view",
    "quote",
    "replay",
]
