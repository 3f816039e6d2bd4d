"""Orders, quotes, and what holds them in bounds: tallies, limits, funds, approvals and keys used once."""
