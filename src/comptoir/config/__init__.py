"""Where the parts are put together: settings, addresses, server entry. The only room that sees all others."""
