"""What tests of charges, books and closes share: the shop of the orders, with months of deliveries."""
