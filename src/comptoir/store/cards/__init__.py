"""Rate cards as stored: cards, classes, rates and adjustments, deals, and the worked examples that hold them right."""
