"""The launch's keys: the root that vouches for the others, and those that sign codes."""
