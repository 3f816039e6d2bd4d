"""Paper: issued invoices, credit notes and statements, their numbers, and what happened to them since."""
