"""The pages' views, one module per page. Rule to remember: a view decides nothing, it shows what the core decided."""
