"""What can go wrong, told to people.

A lawful "no" is a result, never an exception. Exceptions are for broken input, broken
storage and broken promises:

    DulyError
    ├── UsageError          2   the command or its options are wrong
    ├── InputError         10   a file cannot be read as what it should be
    ├── StorageError       11   a result cannot be written
    ├── NotPermittedError  12   this person may not do this
    ├── VerificationError  13   a receipt or proof does not hold: stop and call someone
    ├── LawTextError       14   an encoded law does not match its recorded hash
    └── NoVersionError     15   no version of the law is in force on that date

No error text holds a value from a record: it names file, row and column instead.
"""

from typing import ClassVar


class DulyError(Exception):
    """Base of every error that duly shows to a person.

    ``what_to_do`` is the next step, in one sentence; ``exit_code`` is the one of the table
    in docs/reference/exit-codes.md.
    """

    title: ClassVar[str] = "Something went wrong"
    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, what_to_do: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.what_to_do = what_to_do


class UsageError(DulyError):
    """The command, an option or a combination of options is wrong."""

    title = "This command cannot be run"
    exit_code = 2


class InputError(DulyError):
    """A file cannot be read as what it should be.

    ``file`` is the name as the user gave it, ``row`` the number that a spreadsheet shows
    (the header is row 1), ``column`` the user's own column name.
    """

    title = "This input cannot be read"
    exit_code = 10

    def __init__(
        self,
        problem: str,
        what_to_do: str = "",
        *,
        file: str = "",
        row: int | None = None,
        column: str = "",
    ) -> None:
        place = ", ".join(
            part
            for part in (
                file,
                f"row {row}" if row is not None else "",
                f"column {column}" if column else "",
            )
            if part
        )
        super().__init__(f"{place}: {problem}" if place else problem, what_to_do)
        self.file = file
        self.row = row
        self.column = column


class StorageError(DulyError):
    """A result cannot be written whole, so nothing was written."""

    title = "The result cannot be stored"
    exit_code = 11


class NotPermittedError(DulyError):
    """This person or key may not do this."""

    title = "Not permitted"
    exit_code = 12


class VerificationError(DulyError):
    """A receipt, hash or proof does not hold."""

    title = "Does not verify"
    exit_code = 13


class LawTextError(DulyError):
    """An encoded law does not match its recorded hash."""

    title = "The encoded law has changed"
    exit_code = 14


class NoVersionError(DulyError):
    """No version of the law is in force on the date asked for."""

    title = "No law in force on that date"
    exit_code = 15
