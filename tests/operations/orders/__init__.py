"""What tests of orders share: a small shop and the deeds that children do."""
