"""Tax: what VAT a supply bears and on which paper, from who is who on its day."""
