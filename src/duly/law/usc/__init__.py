"""The United States Code, one folder a title."""
