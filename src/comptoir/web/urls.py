"""Which address shows which page? Every page stands under /fr/ and /en/, so that an address always says its language.

`ROUTES` is the whole list; tests go through it and fail on an address they do not know. Rule to remember: what one
may not know answers 404, never 403.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path

from comptoir.web.views import (
    activity,
    approvals,
    basket,
    board,
    book,
    catalog,
    deals,
    inbox,
    negotiation,
    offer,
    orders,
    rate_card,
    session,
    standing,
    supplied,
    texts,
    timeline,
)

ROUTES: list[URLPattern] = [
    path("", catalog.catalog, name="catalog"),
    path("offers/<str:offering>/", offer.offer, name="offer"),
    path("offers/<str:offering>/book/", book.book_page, name="book"),
    path("bookings/<str:booking>/", book.booking_page, name="booking"),
    path("bookings/<str:booking>/cancel/", book.cancel, name="cancel-booking"),
    path("bookings/<str:booking>/restore/", book.restore, name="restore-booking"),
    path("offers/<str:offering>/negotiate/", negotiation.ask, name="negotiate"),
    path("negotiations/", inbox.inbox, name="inbox"),
    path("negotiations/authority/", inbox.authority, name="authority"),
    path("negotiations/<str:negotiation>/", negotiation.negotiation, name="negotiation"),
    path("basket/", basket.basket, name="basket"),
    path("basket/add/", basket.add, name="basket-add"),
    path("basket/change/", basket.change, name="basket-change"),
    path("basket/order/", basket.order, name="basket-order"),
    path("orders/<str:order>/", orders.order_page, name="order"),
    path("orders/<str:order>/cancel/", orders.cancel, name="cancel-order"),
    path("orders/<str:order>/again/", orders.again, name="order-again"),
    path("orders/<str:order>/lines/<int:line>/", orders.line_page, name="order-line"),
    path("supplied/", supplied.supplied, name="supplied"),
    path("supplied/free/", supplied.free, name="supplied-free"),
    path("deals/", deals.deals, name="deals"),
    path("deals/register/", deals.register, name="register"),
    path("deals/<str:deal>/", deals.deal, name="deal"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("spending/", approvals.spending, name="spending"),
    path("activity/", activity.activity, name="activity"),
    path("activity/bookings.csv", activity.bookings_csv, name="bookings-csv"),
    path("timeline/", timeline.timeline_page, name="timeline"),
    path("timeline/book/", timeline.by_form, name="timeline-book"),
    path("timeline/<str:resource>/<int:minute>", timeline.slot, name="timeline-slot"),
    path("board/", board.board, name="board"),
    path("standing/", standing.standing, name="standing"),
    path("cards/<str:card>/", rate_card.rate_card, name="rate-card"),
    path("ask/", texts.ask, name="ask"),
    path("prices/", texts.prices, name="prices"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("help/", texts.help_page, name="help"),
    path("design/", texts.design, name="design"),
    path("act-as/", session.act_as, name="act-as"),
    path("theme/", session.theme, name="theme"),
]

urlpatterns: list[URLPattern | URLResolver] = i18n_patterns(*ROUTES)
