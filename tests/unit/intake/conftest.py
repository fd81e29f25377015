"""What the intake tests share: a letter, and files with a header and some cells."""

import csv
from pathlib import Path

import pytest

from duly.gateway.model import Letter
from duly.intake.requests import read_requests

MARKER = "Xanthippe-Quux"  # stands in bad cells; must never be in a message
HEADER = ["request_id", "first_name", "last_name", "address"]


def make_letter(**defaults: object):
    return Letter.model_validate(
        {
            "letter": {"batch_id": "B-1", "dated": "2025-06-01", "provision": "26 USC 6103(i)(2)"},
            "requester": {"agency": "Agency"},
            "signed_by": {"name": "A. Signer"},
            "defaults": defaults,
        }
    )


def write_rows(path, rows, header=HEADER, **options: object):
    with Path(path).open("w", newline="", encoding=options.pop("encoding", "utf-8")) as file:
        csv.writer(file, **options).writerows([header, *rows])
    return path


def read_all(path, letter=None, **options: object):
    """Every readable row as a dict, and the summary."""
    with read_requests(path, letter or make_letter(), **options) as stream:
        rows = [row for batch in stream for row in batch.to_pylist()]
    return rows, stream.summary


def read_csv(path):
    before = csv.field_size_limit(1 << 30)
    try:
        with Path(path).open(newline="", encoding="utf-8-sig") as file:
            return list(csv.reader(file))
    finally:
        csv.field_size_limit(before)


@pytest.fixture
def kit():
    """The helpers above, for tests that cannot import this file by name."""

    class Kit:
        secret = MARKER
        header = HEADER
        letter = staticmethod(make_letter)
        write = staticmethod(write_rows)
        read = staticmethod(read_all)
        csv = staticmethod(read_csv)

    return Kit
