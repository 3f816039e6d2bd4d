"""The journal: entries and postings that are only ever added, chained, and their anchors."""
