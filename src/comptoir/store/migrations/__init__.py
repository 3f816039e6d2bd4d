"""All migrations of the store, in order."""
