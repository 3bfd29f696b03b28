"""The panel of a window: the clerk's one big button, and the keypads beside it."""
