"""The yearly reports as pages (Markdown) and as rows of CSV files."""

from collections.abc import Iterable, Sequence

from duly.gateway.reports import Line, Year
from duly.render.words import NOT_ADVICE

PUBLIC_HEADER = (
    "disclosure_to",
    "subsection_of_6103",
    "bulk_files",
    "other_disclosures",
    "total_disclosures",
    "requests",
    "taxpayers",
)
PURPOSES_HEADER = ("agency", "purpose", "requests")
COMMITTEE_HEADER = ("agency", "subsection_of_6103", "answer", "requests", "instances_disclosed")
AGENCIES_HEADER = ("agency", "requests", "instances_disclosed", "taxpayers")
TOTAL = "Total"


def public_rows(found: Year) -> list[tuple[object, ...]]:
    """The published table: recipient by subsection, bulk and other, with a last line of totals."""
    return [*(_row(line) for line in found.lines), _row(whole(found))]


def whole(found: Year) -> Line:
    """The totals. Taxpayers are summed by agency: one person at two agencies counts twice."""
    lines = found.agencies
    return Line(
        TOTAL,
        "",
        sum(line.requests for line in lines),
        sum(line.bulk for line in lines),
        sum(line.other for line in lines),
        sum(line.taxpayers for line in lines),
    )


def agency_rows(found: Year) -> list[tuple[object, ...]]:
    """What (p)(3)(C)(i) asks for, agency by agency."""
    lines = (*found.agencies, whole(found))
    return [(line.recipient, line.requests, line.total, line.taxpayers) for line in lines]


def public_page(found: Year, *, draft: bool) -> str:
    """The report of (p)(3)(C), for the public."""
    return _page(
        f"Disclosure report for public inspection, calendar year {found.year}",
        _opening(found, "26 USC 6103(p)(3)(C)", draft=draft),
        "## Volume of disclosures that must be accounted for, 26 USC 6103(p)(3)(A)",
        table(
            (
                "Disclosure to",
                "Subsection of 6103",
                "Bulk files",
                "Other disclosures",
                "Total disclosures",
            ),
            (row[:5] for row in public_rows(found)),
        ),
        "## Requests, instances and taxpayers, by agency",
        table(("Agency", "Requests", "Instances disclosed", "Taxpayers"), agency_rows(found)),
        "## General purposes of the requests",
        table(
            ("Agency", "Purpose", "Requests"),
            ((a, purpose.replace("_", " "), n) for a, purpose, n in found.purposes),
        ),
        "A request may state several purposes. Requests count in the year in which they were "
        "received, refused ones too; disclosures in the year in which they were made. A taxpayer "
        "counts once for each agency.",
        (
            "Counted by request, because the records do not say who is meant: "
            f"{found.by_request:,} of the taxpayers. Two requests about one person count there as "
            "two."
            if found.by_request
            else ""
        ),
    )


def committee_page(found: Year, *, draft: bool) -> str:
    """The summary of (p)(3)(B), for the Joint Committee on Taxation."""
    return _page(
        f"Summary of requests and disclosures, calendar year {found.year}",
        _opening(found, "26 USC 6103(p)(3)(B)", draft=draft),
        "For the Joint Committee on Taxation. As the subparagraph says, no request of the "
        "President under subsection (g) about an officer or employee of the executive branch is "
        "in it.",
        table(
            ("Agency", "Subsection of 6103", "Answer", "Requests", "Instances disclosed"),
            found.committee,
        ),
        "Requests are those received in the year, instances the disclosures made in it. An answer "
        "of SHALL or MAY let something out; instances beside any other answer "
        "were disclosed against the decision.",
        "The committee or its Chief of Staff may designate another form and content.",
    )


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table: numbers to the right, texts with their own bars and brackets disarmed."""
    body = [list(row) for row in rows]
    right = [
        bool(body) and all(isinstance(row[n], int) for row in body) for n in range(len(header))
    ]
    lines = [header, ["---:" if one else "---" for one in right]]
    lines += [[_cell(value) for value in row] for row in body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    text = " ".join(str(value).split())
    for mark in "\\|<>[]*_`":
        text = text.replace(mark, f"\\{mark}")
    return text


def _row(line: Line) -> tuple[object, ...]:
    return (
        line.recipient,
        line.subsection,
        line.bulk,
        line.other,
        line.total,
        line.requests,
        line.taxpayers,
    )


def _opening(found: Year, cite: str, *, draft: bool) -> str:
    text = f"Under {cite}. Due on {found.due}, 90 days after the close of the year."
    return f"{text} **Draft: the year is not over.**" if draft else text


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", *(part for part in parts if part), NOT_ADVICE]) + "\n"
