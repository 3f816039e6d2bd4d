"""Every address of the pages: what each route is asked for. A route that is missing here fails the tests."""

from __future__ import annotations

# route -> addresses below the language; each list begins with the plainest.
ADDRESSES: dict[str, tuple[str, ...]] = {
    "catalog": ("", "?q=microscope", "?kind=service&mode=sale", "?supplier=MET", "?q=zeppelin", "?page=2", "?page=3"),
    "offer": (
        "offers/cmm/", "offers/cmm/?of-hour=3", "offers/cmm/?of-hour=x", "offers/cmm/?is-trained=no",
        "offers/calibration/?of-piece=12", "offers/scanner/?of-day=10", "offers/city-car/?of-day=2&of-km=300",
        "offers/sem/?of-hour=4&start=2026-11-28T22:00", "offers/data-extraction/", "offers/consumables/",
        "offers/filament/?of-gram=250", "offers/metrology-course/", "offers/watch-report/", "offers/storage/",
    ),
    "standing": (
        "standing/", "standing/?supplier=LAB", "standing/?supplier=MET&as_of=2025-06-30",
        "standing/?as_of=nonsense", "standing/?known_at=2025-06-01",
    ),
    "rate-card": ("cards/MET-2026/",),
    "ask": ("ask/", "ask/?offering=cmm&quantity=3"),
    "prices": ("prices/",),
    "accessibility": ("accessibility/",),
    "help": ("help/",),
    "design": ("design/",),
}  # fmt: skip

# Routes that only take forms.
POSTED = frozenset({"act-as", "theme"})
