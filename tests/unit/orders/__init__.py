"""Tests of court orders."""
