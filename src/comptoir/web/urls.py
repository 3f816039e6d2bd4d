"""Which address shows which page? Every page stands under /fr/ and /en/, so that an address always says its language.

`ROUTES` is the whole list; tests go through it and fail on an address they do not know. Rule to remember: what one
may not know answers 404, never 403.
"""

from __future__ import annotations

from allauth.account import views as sign_in
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as provider
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path, re_path

from comptoir.web.views import (
    account,
    activity,
    approvals,
    asked,
    audit,
    basket,
    board,
    book,
    booking,
    catalog,
    change,
    deals,
    inbox,
    negotiation,
    offer,
    orders,
    people,
    quotes,
    rate_card,
    resources,
    session,
    standing,
    supplied,
    takeaway,
    texts,
    timeline,
    usage,
    usage_entry,
    walk_in,
)
from comptoir.web.views.finance import centers, charges, checks, closes, journal, papers

ROUTES: list[URLPattern] = [
    path("", catalog.catalog, name="catalog"),
    path("offers/<str:offering>/", offer.offer, name="offer"),
    path("offers/<str:offering>/book/", book.book_page, name="book"),
    path("bookings/<str:booking>/", booking.booking_page, name="booking"),
    path("bookings/<str:booking>/cancel/", booking.cancel, name="cancel-booking"),
    path("bookings/<str:booking>/restore/", booking.restore, name="restore-booking"),
    path("bookings/<str:booking>/confirm/", booking.confirm, name="confirm-booking"),
    path("bookings/<str:booking>/hold/", booking.hold_again, name="hold-booking"),
    path("bookings/<str:booking>/undo/", booking.undo, name="undo-booking"),
    path("bookings/<str:booking>/booking.ics", takeaway.booking_ics, name="booking-ics"),
    path("bookings/<str:booking>/change/", change.change_page, name="change-booking"),
    path("bookings/<str:booking>/timeline/", change.change_timeline, name="change-timeline"),
    path(
        "bookings/<str:booking>/timeline/<str:resource>/<int:minute>", change.change_slot, name="change-slot"
    ),
    path("offers/<str:offering>/negotiate/", negotiation.ask, name="negotiate"),
    path("negotiations/", inbox.inbox, name="inbox"),
    path("negotiations/authority/", inbox.authority, name="authority"),
    path("negotiations/<str:negotiation>/", negotiation.negotiation, name="negotiation"),
    path("basket/", basket.basket, name="basket"),
    path("basket/add/", basket.add, name="basket-add"),
    path("basket/change/", basket.change, name="basket-change"),
    path("basket/order/", basket.order, name="basket-order"),
    path("basket/customer/", basket.buyer, name="basket-customer"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<str:quote>/", quotes.quote, name="quote"),
    path("orders/<str:order>/", orders.order_page, name="order"),
    path("orders/<str:order>/cancel/", orders.cancel, name="cancel-order"),
    path("orders/<str:order>/again/", orders.again, name="order-again"),
    path("orders/<str:order>/lines/<int:line>/", orders.line_page, name="order-line"),
    path("supplied/", supplied.supplied, name="supplied"),
    path("supplied/free/", supplied.free, name="supplied-free"),
    path("deals/", deals.deals, name="deals"),
    path("deals/register/", deals.register, name="register"),
    path("deals/<str:deal>/", deals.deal, name="deal"),
    path("usage/", usage.usage, name="usage"),
    path("usage/new/", usage_entry.new, name="usage-new"),
    path("usage/records/<str:record>/", usage_entry.record, name="usage-record"),
    path("usage/import/", usage.bring, name="usage-bring"),
    path("usage/import/<str:upload>/", usage.preview, name="usage-preview"),
    path("usage/imports/<str:number>/", usage.import_page, name="usage-import"),
    path("usage/imports/<str:number>/rejects.csv", usage.rejects, name="usage-rejects"),
    path("usage/imports/<str:number>/undo/", usage.undo, name="usage-undo"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("spending/", approvals.spending, name="spending"),
    path("charges/", charges.charges, name="charges"),
    path("charges/supplied/", charges.supplied_charges, name="supplied-charges"),
    path("charges/<str:charge>/", charges.charge, name="charge"),
    path("papers/", papers.papers, name="papers"),
    path("papers/<str:paper>/", papers.paper, name="paper"),
    path("papers/<str:paper>/document.<str:form>", papers.paper_file, name="paper-file"),
    path("centers/", centers.centers, name="centers"),
    path("closes/", closes.closes, name="closes"),
    path("closes/<str:supplier>/<str:period>/", closes.close, name="close"),
    path("closes/<str:supplier>/<str:period>/certificate.json", closes.certificate, name="certificate"),
    path("closes/<str:supplier>/<str:period>/papers.zip", closes.papers_zip, name="close-papers"),
    path("journal/", journal.journal, name="journal"),
    path("journal/<str:entry>/", journal.entry, name="entry"),
    path("journal/<str:entity>/journal.<str:form>", journal.journal_file, name="journal-file"),
    path("verify/", checks.check, name="check"),
    path("activity/", activity.activity, name="activity"),
    path("activity/bookings.csv", takeaway.bookings_csv, name="bookings-csv"),
    path("activity/bookings.ics", takeaway.bookings_ics, name="bookings-ics"),
    path("activity/calendar/", takeaway.feed, name="feed"),
    path("calendar/<str:secret>.ics", takeaway.calendar, name="calendar"),
    path("waiting/<str:wish>/leave/", activity.leave, name="leave-waiting"),
    path("timeline/", timeline.timeline_page, name="timeline"),
    path("timeline/book/", timeline.by_form, name="timeline-book"),
    path("timeline/<str:resource>/<int:minute>", timeline.slot, name="timeline-slot"),
    path("board/", board.board, name="board"),
    path("board/walk-in/", walk_in.walk_in, name="walk-in"),
    path("resources/", resources.resources_page, name="resources"),
    path("resources/<str:resource>/maintenance/", resources.maintenance, name="maintenance"),
    path("maintenance/<str:booking>/end/", resources.end_maintenance, name="maintenance-ends"),
    path("qualifications/", resources.qualifications, name="qualifications"),
    path("qualifications/<int:number>/end/", resources.qualification_ends, name="qualification-ends"),
    path("standing/", standing.standing, name="standing"),
    path("cards/<str:card>/", rate_card.rate_card, name="rate-card"),
    path("ask/", asked.ask, name="ask"),
    path("questions/", asked.questions, name="questions"),
    path("people/", people.people, name="people"),
    path("audit/", audit.audit, name="audit"),
    path("audit/deeds.csv", audit.audit_csv, name="audit-csv"),
    path("prices/", texts.prices, name="prices"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("help/", texts.help_page, name="help"),
    path("design/", texts.design, name="design"),
    path("acting-for/", session.acting_for, name="acting-for"),
    path("act-as/", session.act_as, name="act-as"),
    path("theme/", session.theme, name="theme"),
]
# Signing in is django-allauth's; its routes keep the names by which it finds them.
ACCOUNT_ROUTES: list[URLPattern] = [
    path("account/", account.account, name="account"),
    path("account/sign-in/", sign_in.login, name="account_login"),
    path("account/sign-out/", sign_in.logout, name="account_logout"),
    path("account/closed/", sign_in.account_inactive, name="account_inactive"),
    path("account/new/", account.no_sign_up, name="account_signup"),
    path("account/again/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("account/password/", sign_in.password_change, name="account_change_password"),
    path("account/password/first/", account.no_password, name="account_set_password"),
    path("account/reset/", sign_in.password_reset, name="account_reset_password"),
    path("account/reset/sent/", sign_in.password_reset_done, name="account_reset_password_done"),
    path(
        "account/reset/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("account/code/again/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/factor/", second_factor.index, name="mfa_index"),
    path("account/factor/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/factor/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/factor/codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/factor/codes.txt", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("account/provider/<str:provider_id>/", account.by_provider, name="openid_connect_login"),
    path(
        "account/provider/<str:provider_id>/back/", account.back_from_provider, name="openid_connect_callback"
    ),
    path("account/provider-cancelled/", provider.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/provider-error/", provider.login_error, name="socialaccount_login_error"),
    path("account/provider-new/", account.no_sign_up, name="socialaccount_signup"),
]
ROUTES += ACCOUNT_ROUTES

urlpatterns: list[URLPattern | URLResolver] = i18n_patterns(*ROUTES)
