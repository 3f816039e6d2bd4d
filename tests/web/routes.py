"""Every address of the pages: what each route is asked for. A route that is missing here fails the tests."""

from __future__ import annotations

# route -> addresses below the language; each list begins with the plainest.
ADDRESSES: dict[str, tuple[str, ...]] = {
    "catalog": ("", "?q=microscope", "?kind=service&mode=sale", "?supplier=MET", "?q=zeppelin", "?page=2", "?page=3"),
    "offer": (
        "offers/cmm/", "offers/cmm/?of-hour=3", "offers/cmm/?of-hour=x", "offers/cmm/?is-trained=no",
        "offers/cmm/?from=2026-12-07",
        "offers/calibration/?of-piece=12", "offers/scanner/?of-day=10", "offers/city-car/?of-day=2&of-km=300",
        "offers/sem/?of-hour=4&start=2026-11-28T22:00", "offers/data-extraction/", "offers/consumables/",
        "offers/filament/?of-gram=250", "offers/metrology-course/", "offers/watch-report/", "offers/storage/",
    ),
    "book": (
        "offers/cmm/book/", "offers/cmm/book/?day=2026-11-24&start=09:00&until=2026-11-24&end=11:00",
        "offers/cmm/book/?day=x&start=y", "offers/van/book/?day=2026-11-25",
        "offers/bike/book/?day=2026-11-25&count=3", "offers/cmm/book/?day=2026-11-24&start=11:00&end=10:00",
    ),
    "booking": ("bookings/0000000000/",),
    "booking-ics": ("bookings/0000000000/booking.ics",),
    "change-booking": ("bookings/0000000000/change/",),
    "change-timeline": ("bookings/0000000000/timeline/",),
    "change-slot": ("bookings/0000000000/timeline/cmm-1/29926080",),
    "negotiate": ("offers/cmm/negotiate/",),
    "negotiation": ("negotiations/0000000000/",),
    "timeline": (
        "timeline/", "timeline/?supplier=VEH&days=3", "timeline/?offering=cmm&days=1&from=2026-11-25",
        "timeline/?supplier=VEH&view=list", "timeline/?supplier=nobody&days=9&from=x",
    ),
    "timeline-book": ("timeline/book/?resource=van-1&day=2026-11-25&start=09:00",),
    "timeline-slot": ("timeline/van-1/29926080", "timeline/van-1/29926080?end=29926200"),
    "board": ("board/", "board/?day=2026-11-24", "board/?day=x", "board/?number=ZZZZ"),
    "walk-in": (
        "board/walk-in/", "board/walk-in/?customer=claire&resource=cmm-1&day=2026-11-25&start=09:00",
        "board/walk-in/?customer=zzz", "board/walk-in/?day=x",
    ),
    "resources": ("resources/", "resources/?supplier=LAB"),
    "maintenance": ("resources/cmm-1/maintenance/", "resources/cmm-1/maintenance/?day=x"),
    "qualifications": ("qualifications/", "qualifications/?q=claire"),
    "basket": ("basket/",),
    "order": ("orders/0000000000/",),
    "quotes": ("quotes/",),
    "quote": ("quotes/0000000000/",),
    "order-line": ("orders/0000000000/lines/1/",),
    "inbox": ("negotiations/", "negotiations/?supplier=LAB"),
    "authority": ("negotiations/authority/",),
    "deals": ("deals/",),
    "register": ("deals/register/", "deals/register/?supplier=LAB"),
    "deal": ("deals/0000000000/",),
    "usage": ("usage/", "usage/?supplier=LAB"),
    "usage-new": ("usage/new/",),
    "usage-record": ("usage/records/0000000000/",),
    "usage-bring": ("usage/import/",),
    "usage-preview": ("usage/import/0000000000/",),
    "usage-import": ("usage/imports/0000000000/",),
    "usage-rejects": ("usage/imports/0000000000/rejects.csv",),
    "supplied": ("supplied/", "supplied/?supplier=LAB", "supplied/?done=0000000000"),
    "supplied-free": ("supplied/free/",),
    "charges": ("charges/", "charges/?state=disputed", "charges/?before=x,y"),
    "supplied-charges": ("charges/supplied/", "charges/supplied/?supplier=LAB", "charges/supplied/?state=x"),
    "charge": ("charges/0000000000/",),
    "papers": ("papers/", "papers/?kind=invoice&state=paid&q=ARV&overdue=yes", "papers/?page=99&since=x"),
    "paper": ("papers/ARV-2026-00001/",),
    "paper-file": ("papers/ARV-2026-00001/document.pdf", "papers/ARV-2026-00001/document.xml"),
    "centers": ("centers/",),
    "closes": ("closes/", "closes/?supplier=LAB"),
    "close": ("closes/MET/2026-10/", "closes/MET/2026-11/"),
    "certificate": ("closes/MET/2026-10/certificate.json",),
    "close-papers": ("closes/MET/2026-10/papers.zip",),
    "journal": ("journal/", "journal/?account=411&since=x", "journal/?cost_center=RES-018"),
    "entry": ("journal/ARV-SA-000000001/",),
    "journal-file": ("journal/ARV/journal.csv", "journal/ARV/journal.xlsx", "journal/ARV/journal.txt"),
    "check": ("verify/",),
    "approvals": ("approvals/",),
    "spending": ("spending/",),
    "activity": ("activity/", "activity/?state=coming&since=x&supplier=MET", "activity/?series=0"),
    "bookings-csv": ("activity/bookings.csv", "activity/bookings.csv?state=over"),
    "bookings-ics": ("activity/bookings.ics",),
    "calendar": ("calendar/nothing.ics",),
    "standing": (
        "standing/", "standing/?supplier=LAB", "standing/?supplier=MET&as_of=2025-06-30",
        "standing/?as_of=nonsense", "standing/?known_at=2025-06-01",
    ),
    "rate-card": ("cards/MET-2026/",),
    "ask": ("ask/", "ask/?offering=cmm&quantity=3", "ask/?about=standing&supplier=MET", "ask/?sent=yes"),
    "prices": ("prices/",),
    "accessibility": ("accessibility/",),
    "help": ("help/",),
    "design": ("design/",),
    "questions": ("questions/", "questions/?state=answered", "questions/?page=x"),
    "people": ("people/", "people/?unit=nothing"),
    "audit": ("audit/", "audit/?about=MET&who=demo&what=role", "audit/?before=x", "audit/?before=2"),
    "audit-csv": ("audit/deeds.csv",),
    "account": ("account/",),
    "account_login": ("account/sign-in/", "account/sign-in/?ended=yes"),
    "account_logout": ("account/sign-out/",),
    "account_inactive": ("account/closed/",),
    "account_signup": ("account/new/",),
    "account_reauthenticate": ("account/again/",),
    "account_change_password": ("account/password/",),
    "account_set_password": ("account/password/first/",),
    "account_reset_password": ("account/reset/",),
    "account_reset_password_done": ("account/reset/sent/",),
    "account_reset_password_from_key_done": ("account/reset/done/",),
    "account_reset_password_from_key": ("account/reset/1-never-sent/",),
    "mfa_authenticate": ("account/code/",),
    "mfa_reauthenticate": ("account/code/again/",),
    "mfa_index": ("account/factor/",),
    "mfa_activate_totp": ("account/factor/add/",),
    "mfa_deactivate_totp": ("account/factor/remove/",),
    "mfa_view_recovery_codes": ("account/factor/codes/",),
    "mfa_generate_recovery_codes": ("account/factor/codes/new/",),
    "mfa_download_recovery_codes": ("account/factor/codes.txt",),
    "openid_connect_login": ("account/provider/oidc/",),
    "openid_connect_callback": ("account/provider/oidc/back/",),
    "socialaccount_login_cancelled": ("account/provider-cancelled/",),
    "socialaccount_login_error": ("account/provider-error/",),
    "socialaccount_signup": ("account/provider-new/",),
}  # fmt: skip

# Pages of one thing that nobody made yet: they answer 404 like any address that does not exist.
UNMADE = frozenset(
    {
        "booking",
        "order",
        "negotiation",
        "order-line",
        "quote",
        "deal",
        "booking-ics",
        "change-booking",
        "change-timeline",
        "change-slot",
        "calendar",
        "openid_connect_login",
        "openid_connect_callback",
        "usage-record",
        "usage-preview",
        "usage-import",
        "usage-rejects",
        "charge",
        "paper",
        "paper-file",
        "certificate",
        "close-papers",
        "entry",
    }
)
# Files instead of pages.
FILES = frozenset({"audit-csv", "bookings-csv", "bookings-ics"})
# Pages behind the counter of metrology, and those of who answers for a payer.
AT_COUNTER = frozenset(
    {
        "walk-in",
        "resources",
        "maintenance",
        "qualifications",
        "rate-card",
        "board",
        "supplied",
        "supplied-free",
        "inbox",
        "authority",
        "register",
        "usage",
        "usage-new",
        "usage-bring",
        "supplied-charges",
        "closes",
        "close",
    }
)
FOR_PAYERS = frozenset({"approvals", "spending"})
# Pages for whoever signed in by an account of its own; others are led to the sign-in.
SIGNED_IN = frozenset(
    {
        "account_logout", "account_signup", "account_reauthenticate", "account_change_password",
        "account_set_password", "mfa_authenticate", "mfa_reauthenticate", "mfa_index", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes", "socialaccount_signup",
    }
)  # fmt: skip
# Pages of the house, and which of the personas tried there may open them.
OPEN_TO = {
    "questions": ("marc",),
    "people": ("marc", "bruno"),
    "audit": (),
    "audit-csv": (),
}
# Pages for whom the house knows.
FOR_KNOWN = frozenset({"negotiate", "deals", "quotes", "charges", "papers", "centers"})
# Pages of the books: for controllers and auditors, whom these personas are not.
FOR_BOOKS = frozenset({"journal", "journal-file", "check"})
# Ways on to another page.
LEADING_ON = frozenset({"timeline-book", "timeline-slot", *SIGNED_IN})
# Routes that only take forms.
POSTED = frozenset(
    {
        "act-as",
        "theme",
        "cancel-booking",
        "restore-booking",
        "basket-add",
        "basket-change",
        "basket-order",
        "cancel-order",
        "order-again",
        "confirm-booking",
        "hold-booking",
        "undo-booking",
        "feed",
        "leave-waiting",
        "acting-for",
        "usage-undo",
        "maintenance-ends",
        "qualification-ends",
        "basket-customer",
    }
)
# Where a form is sent to, if its address holds more than its name.
FORMS = {
    "cancel-booking": "bookings/0000000000/cancel/",
    "restore-booking": "bookings/0000000000/restore/",
    "confirm-booking": "bookings/0000000000/confirm/",
    "hold-booking": "bookings/0000000000/hold/",
    "undo-booking": "bookings/0000000000/undo/",
    "maintenance-ends": "maintenance/0000000000/end/",
    "qualification-ends": "qualifications/1/end/",
    "feed": "activity/calendar/",
    "leave-waiting": "waiting/0000000000/leave/",
    "basket-add": "basket/add/",
    "basket-change": "basket/change/",
    "basket-order": "basket/order/",
    "basket-customer": "basket/customer/",
    "cancel-order": "orders/0000000000/cancel/",
    "usage-undo": "usage/imports/0000000000/undo/",
    "order-again": "orders/0000000000/again/",
}
