"""Which columns of a charge move; all others are decided once. Apart, because guards are read before any model is."""

MOVING = ("state", "again", "period", "review_ends", "why", "changed_at", "entry", "reversed_by", "paper")
