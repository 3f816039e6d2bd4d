"""Facts as stored: who belongs to whom, from when until when, and since when that was known."""
