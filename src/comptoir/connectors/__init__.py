"""The outside: how the house reaches people and machines beyond its own walls."""
