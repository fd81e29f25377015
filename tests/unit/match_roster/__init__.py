"""Tests of the roster and of who is meant, with invented households."""
