"""Tests of the address gate."""
