"""The law as data and pure functions: no clock, no file, no network, no float."""
