"""Seals: what stood in the tables that only ever grow, hashed row by row and chained."""
