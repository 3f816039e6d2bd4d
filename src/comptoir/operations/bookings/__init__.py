"""Bookings: hold, book, confirm, move, extend, cancel, restore, repeat, hand over, hand back, wait, maintain.

Every verb takes its turn on the resources and looks whether there is room (operations/taking), prices
(pricing.py), and writes the booking, its frozen price, what others must be told and the audit line in one transaction.
docs/algorithms/booking.md says what is guaranteed and by which rule.
"""

from comptoir.operations.bookings.availability import Calendar, calendars, slots
from comptoir.operations.bookings.board import DayBoard, day_board, my_bookings, supplied_bookings
from comptoir.operations.bookings.calendar_feed import end_feed, has_feed, make_feed, read_feed
from comptoir.operations.bookings.changing import (
    Cancelled,
    Changed,
    Fee,
    cancel_booking,
    cancellation_fee,
    extend_booking,
    move_booking,
    restore_booking,
)
from comptoir.operations.bookings.handing import Returned, hand_back, hand_over, miss_booking
from comptoir.operations.bookings.holding import (
    Booked,
    Recurred,
    book,
    book_together,
    confirm_booking,
    expire_holds,
    hold_booking,
    recur_booking,
)
from comptoir.operations.bookings.maintaining import (
    end_qualification,
    put_in_maintenance,
    record_qualification,
)
from comptoir.operations.bookings.planning import (
    Affected,
    asked_of_users,
    list_holders,
    list_maintenance,
    preview_maintenance,
)
from comptoir.operations.taking.turns import Taken
from comptoir.operations.taking.waiting import (
    join_waiting_list,
    leave_waiting_list,
    my_wishes,
    queue_position,
)
from comptoir.operations.taking.wanted import ForWhom, Want

__all__ = [
    "Affected",
    "Booked",
    "Calendar",
    "Cancelled",
    "Changed",
    "DayBoard",
    "Fee",
    "ForWhom",
    "Recurred",
    "Returned",
    "Taken",
    "Want",
    "asked_of_users",
    "book",
    "book_together",
    "calendars",
    "cancel_booking",
    "cancellation_fee",
    "confirm_booking",
    "day_board",
    "end_feed",
    "end_qualification",
    "expire_holds",
    "extend_booking",
    "hand_back",
    "hand_over",
    "has_feed",
    "hold_booking",
    "join_waiting_list",
    "leave_waiting_list",
    "list_holders",
    "list_maintenance",
    "make_feed",
    "miss_booking",
    "move_booking",
    "my_bookings",
    "my_wishes",
    "preview_maintenance",
    "put_in_maintenance",
    "queue_position",
    "read_feed",
    "record_qualification",
    "recur_booking",
    "restore_booking",
    "slots",
    "supplied_bookings",
]
