"""Taking a resource: what is wanted, whose turn it is, whether there is room, who waits, and who may ask.

Below bookings and orders alike: both take resources here, by the same turn and the same question, and nothing here
knows a price or an order.
"""
