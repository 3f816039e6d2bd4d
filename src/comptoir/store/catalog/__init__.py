"""The catalog as stored: offerings, what comes along with them, and the resources behind rentals."""
