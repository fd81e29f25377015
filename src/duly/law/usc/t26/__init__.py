"""Title 26, the Internal Revenue Code."""
