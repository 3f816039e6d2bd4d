"""Pages of money: charges in review, documents, the close of a month, the journal, cost centers, the check of all."""
