"""Who has which resource when: bookings, holds and maintenance, what they cost, who waits, and who may use what."""
