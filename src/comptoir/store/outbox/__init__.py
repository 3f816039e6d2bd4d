"""What the house still has to tell people: written with the deed itself, sent afterwards."""
