"""Title 8, aliens and nationality: only what a request may cite."""
