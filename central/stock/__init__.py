"""How many units of each model a store received: a file of them, rows of the feed, and the `stock` command."""
