"""Month closes: their steps, their approvals and their certificates."""
