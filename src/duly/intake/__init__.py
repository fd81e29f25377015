"""Rows and forms in: letters, request files, answers; and the templates of all of them."""
