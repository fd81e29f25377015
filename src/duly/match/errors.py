"""What can go wrong while matching: a roster or a table that cannot be used as it is."""

from typing import ClassVar

from duly.errors import InputError


class RosterError(InputError):
    """A file of the roster cannot be used.

    Carries ``file``, ``row`` (as a spreadsheet counts; the header is row 1), ``column``,
    ``problem`` and ``what_to_do``. It never holds a value of a record.
    """

    title: ClassVar[str] = "This roster cannot be used"


class RequestTableError(InputError):
    """The table of requests given to the matcher lacks a column or repeats a key."""

    title: ClassVar[str] = "These requests cannot be matched"


class ErrorTableError(InputError):
    """A table of measured errors cannot be used."""

    title: ClassVar[str] = "This table of measured errors cannot be used"
