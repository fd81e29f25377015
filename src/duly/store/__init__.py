"""What is kept: files written whole, and the keys of keyed references."""
