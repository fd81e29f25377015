"""The law book: each provision as a page that people read, rendered from what is decided by.

Nothing here is written a second time. What the page says is what the elements say, and what
an element requires is the same condition that decides. Pages are Markdown, returned as text.
"""

from collections.abc import Iterable, Iterator, Sequence

from duly.law.english import english
from duly.law.fact import Absence, Fact, Kind, day
from duly.law.index import path_of
from duly.law.node import TRUE
from duly.law.provision import AllOf, AnyOf, Element, Mark, Part, Provision, Question, Reading

MARKS = {
    Mark.PRIMARY: "read in the source (primary)",
    Mark.SECONDARY: "read in an account of the source (secondary)",
    Mark.DERIVED: "our own reasoning (derived)",
    Mark.UNVERIFIED: "not checked (unverified)",
}
"""Each mark in words."""


def book(provisions: Sequence[Provision]) -> dict[str, str]:
    """Every chapter by file name, and ``index.md``, which lists them."""
    pages = {file_name(provision): chapter(provision) for provision in provisions}
    rows = [
        (f"[{p.cite}]({file_name(p)})", p.title, _words(p), f"`{path_of(p)}`") for p in provisions
    ]
    lines = [
        "# The law as encoded",
        "",
        (
            "Each chapter is rendered from the provision that decides; it cannot differ from it. "
            "This is no legal advice."
        ),
        "",
        *_table(("citation", "title", "answers", "file"), rows),
    ]
    pages["index.md"] = "\n".join(lines) + "\n"
    return pages


def file_name(provision: Provision) -> str:
    """The name of a chapter's file, made from the citation."""
    letters = "".join(c if c.isalnum() and c.isascii() else "-" for c in provision.cite.lower())
    return "-".join(part for part in letters.split("-") if part) + ".md"


def chapter(provision: Provision) -> str:
    """One provision as a Markdown page."""
    until = f", until {day(provision.until)} (exclusive)" if provision.until is not None else ""
    lines = [
        f"# {provision.cite}",
        "",
        f"**{provision.title}**",
        "",
        provision.says,
        "",
        f"- Source: {provision.source}",
        f"- Text read: {provision.text_read}",
        f"- Encoded as in force from {day(provision.since)}{until}",
        f"- Answers: {_words(provision)}",
        f"- File: `{path_of(provision)}`",
        f"- Hash: `{provision.sha256()}`",
        "",
        "## What must hold",
        "",
        (
            "Every line that is not indented is needed. A false one settles the answer, whatever "
            "is unknown; something unknown never allows."
        ),
        "",
        *_elements(provision.elements),
    ]
    if provision.bars:
        lines += ["", "## Bars", "", "Nothing of this may stand in the way.", ""]
        lines += _elements(provision.bars)
    if provision.effects:
        lines += ["", "## What follows", ""]
        lines += [
            f"- `{one.id}` {one.says} ({one.cite}; {MARKS[one.mark]})" for one in provision.effects
        ]
    if provision.questions:
        lines += ["", "## Contested questions", ""]
        for question in provision.questions:
            lines += _question(question)
    lines += ["", "## What is said when an element fails", ""]
    lines += [line for leaf in provision.parts() for line in _refusal(leaf)]
    lines += ["", "## Facts needed", "", *_facts(provision.facts())]
    if provision.notes:
        lines += ["", "## Notes", "", *(f"- {note}" for note in provision.notes)]
    return "\n".join(lines) + "\n"


def _words(provision: Provision) -> str:
    words = provision.words
    parts = [f"{words.met} (all hold)", f"{words.not_met} (one fails)"]
    if provision.bars:
        parts.append(f"{words.barred} (a bar stands)")
    if words.unknown not in {words.met, words.not_met}:
        parts.append(f"{words.unknown} (something is unknown)")
    elif words.unknown == words.not_met:
        parts[1] = f"{words.not_met} (one fails or is unknown)"
    return ", ".join(parts)


def _elements(parts: Iterable[Part]) -> list[str]:
    heads = ("id", "what it says", "condition", "citation", "mark", "question")
    return _table(heads, [row for part in parts for row in _rows(part, 0)])


def _rows(part: Part, depth: int) -> Iterator[tuple[str, ...]]:
    words = f" “{part.words}”" if part.words else ""
    indent = "└─ " * depth
    yield (
        f"{indent}`{part.id}`",
        f"{part.says}{words}",
        _condition(part),
        part.cite,
        MARKS[part.mark],
        part.question or "–",
    )
    if not isinstance(part, Element):
        for inner in part.parts:
            yield from _rows(inner, depth + 1)


def _condition(part: Part) -> str:
    match part:
        case AllOf():
            return f"all {len(part.parts)} below"
        case AnyOf():
            text = f"at least one of the {len(part.parts)} below"
            return text if part.applies == TRUE else f"where {english(part.applies)}: {text}"
        case Element():
            text = english(part.holds)
            if part.person:
                text += f" [needs a person: {part.person}]"
            return text if part.applies == TRUE else f"where {english(part.applies)}: {text}"


def _refusal(part: Part) -> Iterator[str]:
    if isinstance(part, AllOf):
        return
    yield f"- `{part.id}` {part.unmet}"
    if part.unknown:
        yield f"  - if unknown: {part.unknown}"
    if part.next_step:
        yield f"  - next: {part.next_step}"
    if isinstance(part, Element) and part.next_unknown:
        yield f"  - next, if unknown: {part.next_unknown}"


def _question(question: Question) -> list[str]:
    lines = [f"### {question.id}: {question.asks}", "", f"Mark: {MARKS[question.mark]}.", ""]
    rows = [_reading(reading, question) for reading in question.readings]
    heads = (
        "reading, strictest first",
        "what it says",
        "held by",
        "mark",
        "can be held",
        "what it changes",
    )
    return [*lines, *_table(heads, rows), ""]


def _reading(reading: Reading, question: Question) -> tuple[str, ...]:
    operated = reading.id == question.operate_on
    changes = "; ".join(f"`{id_}`: {english(node)}" for id_, node in reading.overrides)
    return (
        f"**{reading.id}** (operated on)" if operated else reading.id,
        reading.says,
        reading.held_by,
        MARKS[reading.mark],
        _live(reading),
        changes or "nothing: it is what is written above",
    )


def _live(reading: Reading) -> str:
    if not reading.live:
        return "everywhere, at any time"
    spans = []
    for span in reading.live:
        since = f" from {day(span.since)}" if span.since is not None else ""
        until = f" before {day(span.until)}" if span.until is not None else ""
        spans.append(f"{span.forum}{since}{until}")
    return "; ".join(spans)


def _facts(facts: Iterable[Fact]) -> list[str]:
    rows = [
        (
            f"`{fact.name}`",
            _kind(fact),
            fact.says,
            str(fact.source),
            _absence(fact),
            fact.how or "–",
        )
        for fact in facts
    ]
    heads = ("fact", "type", "asks", "supplied by", "if absent", "how to supply it")
    return _table(heads, rows)


def _kind(fact: Fact) -> str:
    if fact.choices:
        return f"{fact.kind}: {', '.join(fact.choices)}"
    return "yes or no" if fact.kind is Kind.FLAG else str(fact.kind)


def _absence(fact: Fact) -> str:
    if fact.absent is Absence.NONE:
        return "none: the thing itself is absent"
    return "unknown: nobody has said"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(heads)} |",
        f"|{'---|' * len(heads)}",
        *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows),
    ]


def _cell(text: str) -> str:
    """Keep a cell in its row: a bar or a line break inside would start another."""
    return " ".join(text.replace("|", "\\|").split())
