"""Who a customer is to a supplier, on any date, as known at any time, and why."""
