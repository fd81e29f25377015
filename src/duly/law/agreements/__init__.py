"""Agreements between agencies: extra conditions on a request, never an authority."""
