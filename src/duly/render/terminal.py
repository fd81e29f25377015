"""Findings on a terminal: the sentence, what stands in the way, the table, the readings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from duly.law.english import english as in_english
from duly.law.explain import Explanation, Finding, ReadingOutcome, deciding
from duly.law.index import OPENS
from duly.law.provision import Element, Provision
from duly.render.words import MARKS, NOT_ADVICE, OUTCOMES, SHORT, value_word

STYLES = {
    "SHALL": "green",
    "MAY": "green",
    "ALLOWED": "green",
    "DENY": "red",
    "NOT ALLOWED": "red",
    "HOLD": "yellow",
    "BARRED": "magenta",
}
SIGNS = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}


def decision(
    title: str,
    explanation: Explanation,
    provision: Provision,
    *,
    basis: str,
    evidence: Mapping[str, str],
    check_with: str,
) -> RenderableType:
    """A decided request, top to bottom as somebody reads it who was refused."""
    blocks: list[RenderableType] = [_head(title, explanation, provision), Text(basis, style="dim")]
    ways = deciding(explanation)
    if ways:
        blocks += [Text(), _obstacles(ways)]
    blocks += [Text(), _table(explanation)]
    differing = _readings(explanation, provision)
    if differing is not None:
        blocks += [Text(), differing]
    if evidence:
        blocks += [Text(), _evidence(evidence)]
    steps = list(dict.fromkeys(finding.next_step for finding in ways if finding.next_step))
    if not ways:
        steps.append("Nothing is in the way. duly check itself releases nothing.")
    blocks += [Text(), _steps(steps, check_with), Text(), Text(NOT_ADVICE, style="dim")]
    return Group(*blocks)


def _titled(title: str, *, header: bool = False) -> Table:
    """A table without lines under a bold title; headings only where they are asked for."""
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=None,
        show_header=header,
        padding=(0, 1),
    )


def _head(title: str, explanation: Explanation, provision: Provision) -> Panel:
    word = explanation.operating
    body = Text()
    body.append(f"{word}. ", style=f"bold {STYLES.get(word, 'bold')}")
    body.append(OUTCOMES.get(word, ""))
    if explanation.outcome == "SPLIT":
        body.append("\nSPLIT. ", style="bold")
        body.append("Live readings of the law differ here; this one is operated on.")
    body.append(f"\n{provision.cite}. {provision.title}.", style="dim")
    return Panel(body, title=title, title_align="left", border_style=STYLES.get(word, ""))


def _obstacles(ways: Sequence[Finding]) -> RenderableType:
    refused = sum(1 for way in ways if way.value is False)
    head = [f"{refused} not met"] if refused else []
    head += [f"{len(ways) - refused} not known"] if len(ways) > refused else []
    table = _titled(f"What stands in the way: {', '.join(head)}")
    table.add_column(width=1)
    table.add_column(ratio=1)
    for way in ways:
        sign, style = SIGNS[way.value]
        under = Text(style="dim")
        under.append(f"{way.cite}, {MARKS[way.mark]}")
        under.append(f", contested: {way.question}" if way.question else "")
        under.append(f". “{way.words}”" if way.words else "")
        lines: list[RenderableType] = [Text(way.because), under]
        if way.missing:
            lines += [Text(f"Missing: {fact.says}. {fact.how}") for fact in way.missing]
        if way.person:
            lines.append(Text(f"For a person: {way.person}"))
        table.add_row(Text(sign, style=style), Group(*lines))
    return table


def _table(explanation: Explanation) -> RenderableType:
    table = _titled("Every element", header=True)
    table.add_column("", width=1)
    table.add_column("result", no_wrap=True)
    table.add_column("element", ratio=1)
    table.add_column("id", style="dim", no_wrap=True)
    table.add_column("law", style="dim", max_width=30)
    for finding in explanation.findings:
        _rows(table, finding, 0)
    return table


def _rows(table: Table, finding: Finding, depth: int) -> None:
    if not finding.applies:
        if depth == 0:
            quiet = Text(finding.says, style="dim")
            table.add_row("·", "not at issue", quiet, finding.id, finding.cite)
        return
    sign, style = SIGNS[finding.value]
    word = value_word(finding.value)
    alternative = finding.role.value == "alternative"
    if alternative and finding.value is not True:
        # One alternative is enough: the others are no obstacle, and do not look like one.
        sign, style, word = "·", "dim", word.lower()
    says = "  " * depth + ("or: " if alternative else "") + finding.says
    table.add_row(Text(sign, style=style), Text(word, style=style), says, finding.id, finding.cite)
    for part in finding.parts:
        _rows(table, part, depth + 1)


def _readings(explanation: Explanation, provision: Provision) -> RenderableType | None:
    """The questions on which readings differ in this case; the others in one line."""
    by_question: dict[str, list[ReadingOutcome]] = {}
    for found in explanation.readings:
        by_question.setdefault(found.question, []).append(found)
    if not by_question:
        return None
    table = _titled("Contested law: what each reading comes to here")
    for width in (3, 1, 3, 9, 6):
        table.add_column(width=width, no_wrap=True)
    table.add_column(ratio=1)
    same: list[str] = []
    for question in provision.questions:
        outcomes = by_question[question.id]
        if len({(found.value, found.outcome) for found in outcomes}) == 1:
            same.append(question.id)
            continue
        table.add_row(question.id, "", "", "", "", Text(question.asks, style="bold"))
        for found in outcomes:
            reading = question.reading(found.reading)
            line = Text(reading.says)
            notes = [reading.held_by, MARKS[reading.mark]]
            notes += [] if found.live else ["no longer open in this forum on this date"]
            line.append(f" ({'; '.join(notes)})", style="dim")
            style = STYLES.get(found.outcome, "")
            table.add_row(
                "",
                "→" if found.operating else "",
                found.reading,
                value_word(found.value),
                Text(found.outcome, style=style),
                line,
            )
    blocks: list[RenderableType] = [table]
    if same:
        blocks.append(
            Text(f" On {', '.join(same)} every reading comes to the same here.", style="dim")
        )
    blocks.append(Text(" → is the reading operated on; the others are reported.", style="dim"))
    return Group(*blocks)


def _evidence(evidence: Mapping[str, str]) -> RenderableType:
    table = _titled("Evidence")
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for name, value in evidence.items():
        table.add_row(name, value)
    return table


def _steps(steps: Iterable[str], check_with: str) -> RenderableType:
    table = _titled("What to do next")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    for number, step in enumerate([*steps, f"To check this decision: {check_with}"], start=1):
        table.add_row(f"{number}.", step)
    return table


def run_summary(
    numbers: Mapping[str, Any], folder: str, reasons: Sequence[tuple[str, int]]
) -> RenderableType:
    """What came of a batch: totals that add up, the common reasons, the files."""
    decided = Table(box=None, show_header=False, padding=(0, 1))
    decided.add_column(justify="right")
    decided.add_column(no_wrap=True)
    decided.add_column()
    for word in ("SHALL", "MAY", "HOLD", "DENY", "BARRED"):
        number = numbers["operating"].get(word, 0)
        if number:
            decided.add_row(f"{number:,}", Text(word, style=STYLES[word]), SHORT[word])
    if numbers["rejected"]:
        decided.add_row(f"{numbers['rejected']:,}", "rejected", "could not be read: rejects.csv")
    blocks: list[RenderableType] = [
        Text(
            f"{numbers['read']:,} read = {numbers['decided']:,} decided + "
            f"{numbers['rejected']:,} rejected",
            style="bold",
        ),
        decided,
    ]
    split = numbers["outcome"].get("SPLIT", 0)
    if split:
        blocks.append(Text(f" For {split:,} of them live readings of the law differ (SPLIT)."))
    if reasons:
        common = _titled("In the way, refusals first (a row may have several)")
        common.add_column(justify="right")
        common.add_column(ratio=1)
        for text, number in reasons:
            common.add_row(f"{number:,}", text)
        blocks += [Text(), common]
    if numbers.get("matching"):
        blocks += [Text(), _matching(numbers["matching"])]
    blocks += [Text(), *_scale(numbers), Text(f"Results: {folder}"), Text(NOT_ADVICE, style="dim")]
    return Group(*blocks)


def _matching(matching: Mapping[str, Any]) -> RenderableType:
    """Who is meant: answers, and beside each kind of match how often it was measured wrong."""
    said = ", ".join(f"{rows:,} {answer}" for answer, rows in matching["answers"].items())
    asked = (
        "name and address alone, as the statute asks"
        if matching["profile"] == "statute-only"
        else "a second identifier"
    )
    table = _titled(f"Who is meant, by {asked}: {said}", header=bool(matching["kinds"]))
    table.add_column("answered", justify="right")
    table.add_column("kind of match")
    table.add_column("measured wrong per million (95 % bound)")
    for kind in matching["kinds"]:
        rate, bound = kind["per_million"], kind["bound_per_million"]
        known = "not measured" if rate is None else f"{rate:,.1f} ({bound:,.1f}), {kind['data']}"
        table.add_row(f"{kind['rows']:,}", kind["cell"], known)
    return table


def door_lines(doors: Mapping[str, Mapping[str, int]], opens: Collection[str]) -> list[str]:
    """How many rows each door would let out, those that let none out in one line."""
    found, shut = [], 0
    for cite, counts in doors.items():
        out = sum(n for word, n in counts.items() if word.removeprefix("SPLIT ") in opens)
        shut += not out
        if out:
            found.append(f"{out:,} would open under {cite}")
    return [*found, f"{shut} of {len(doors)} provisions open for no row"]


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _scale(numbers: Mapping[str, Any]) -> list[RenderableType]:
    scale = numbers["scale"]
    found: list[RenderableType] = []
    if scale["copied"] and scale["rows"] > 10:
        names = ", ".join(c["column"] for c in scale["copied"])
        found.append(Text(f"One value for every row: {names}.", style="yellow"))
    if scale["busiest"] > 10:
        found.append(
            Text(
                f"{_counted(scale['officers'], 'officer')} named; "
                f"one of them for {scale['busiest']:,} people.",
                style="yellow",
            )
        )
    found += [Text(note, style="yellow") for note in numbers["notes"]]
    if numbers["columns_not_used"]:
        found.append(Text(f"Columns not used: {', '.join(numbers['columns_not_used'])}."))
    if numbers.get("doors"):
        lines = "; ".join(door_lines(numbers["doors"], OPENS))
        found.append(Text(f"Every door was tried (duly why shows them for a row): {lines}."))
    if numbers.get("what_if"):
        counts = ", ".join(f"{n:,} {w}" for w, n in numbers["what_if"]["counts"].items())
        readings = ", ".join(numbers["what_if"]["readings"])
        found.append(Text(f"What if {readings} (a what-if, not a decision): {counts}."))
    return [*found, Text()] if found else []


def provision_page(provision: Provision) -> RenderableType:
    """A provision as encoded: each element with its condition, citation and mark; readings."""
    head = Text(f"{provision.cite}. {provision.title}\n", style="bold")
    about = Text(
        f"{provision.says}\nSource: {provision.source}\nText read: {provision.text_read}\n"
    )
    table = Table(box=None, padding=(0, 1))
    table.add_column("element", no_wrap=True, style="dim")
    table.add_column("what must hold, and what is asked", ratio=1, overflow="fold")
    table.add_column("law and mark", max_width=34, overflow="fold")
    for part in provision.parts():
        role = provision.role(part.id).value
        alternative = "or: " if role == "alternative" else ""
        line = Text(f"{alternative}{part.says}")
        if part.words:
            line.append(f" “{part.words}”", style="italic")
        if isinstance(part, Element):
            line.append(f"\n{in_english(part.holds)}", style="dim")
        mark = f"{part.cite}\n{MARKS[part.mark]}" + (", a bar" if role == "bar" else "")
        mark += f", contested: {part.question}" if part.question else ""
        table.add_row(part.id, line, mark)
    for effect in provision.effects:
        table.add_row(effect.id, f"Effect: {effect.says}", f"{effect.cite}\n{MARKS[effect.mark]}")
    blocks: list[RenderableType] = [head, about, table]
    for question in provision.questions:
        blocks.append(Text(f"\n{question.id}  {question.asks}", style="bold"))
        readings = Table(box=None, show_header=False, padding=(0, 1))
        readings.add_column(no_wrap=True)
        readings.add_column(ratio=1)
        for reading in question.readings:
            operated = "→ " if reading.id == question.operate_on else "  "
            says = f"{reading.says} ({reading.held_by}; {MARKS[reading.mark]})"
            readings.add_row(f"{operated}{reading.id}", says)
        blocks.append(readings)
    if provision.questions:
        blocks.append(Text("→ is the reading operated on; the others are reported.", style="dim"))
    blocks += [Text(f"Note: {note}") for note in provision.notes]
    return Group(*blocks)
