"""One case over time: a table for the terminal, plain data, and a picture (SVG)."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from duly.gateway.timeline import Span
from duly.render.terminal import STYLES
from duly.render.words import SHORT

BLOCK = {"SHALL": "█", "MAY": "▓", "HOLD": "░", "DENY": "▁", "BARRED": "▚"}
_FILL = {
    "SHALL": "#153e63",
    "MAY": "#3f7199",
    "HOLD": "#e9d9b3",
    "DENY": "#8b98a5",
    "BARRED": "#5b4a66",
}
_INK = {"SHALL": "#ffffff", "MAY": "#ffffff", "HOLD": "#1b2733", "DENY": "#1b2733"}
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_WIDTH, _LEFT, _BAR = 960, 40, 880


def merged(spans: Sequence[Span]) -> list[tuple[Span, date | None]]:
    """Spans whose answer and reason are the same, as one, with the day on which it ends."""
    found: list[tuple[Span, date | None]] = []
    for span in spans:
        same = found and (
            found[-1][0].explanation.outcome == span.explanation.outcome
            and found[-1][0].explanation.operating == span.explanation.operating
            and found[-1][0].reason == span.reason
        )
        if same:
            found[-1] = (found[-1][0], span.until)
        else:
            found.append((span, span.until))
    return found


def timeline_page(title: str, spans: Sequence[Span], last: date) -> RenderableType:
    """A bar of the time shown, then a row for each day on which something changes."""
    table = Table(box=None, padding=(0, 1))
    table.add_column("from", no_wrap=True)
    table.add_column("answer", no_wrap=True)
    table.add_column("what changes on this day, and what stands in the way", ratio=1)
    before = ""
    for span in spans:
        word = span.explanation.operating
        says = Text(" ".join(span.causes))
        if span.reason and span.reason != before:
            says.append(f"\n{span.reason} [{span.cite}]", style="dim")
        before = span.reason
        shown = Text(word, style=STYLES.get(word, "bold"))
        if span.explanation.outcome == "SPLIT":
            shown.append("\nSPLIT", style="bold")
        table.add_row(span.since.isoformat(), shown, says)
    legend = ", ".join(f"{BLOCK[word]} {word} {SHORT[word]}" for word in BLOCK)
    return Group(
        Text(title, style="bold"), _strip(spans, last), Text(legend, style="dim"), Text(), table
    )


def _strip(spans: Sequence[Span], last: date, width: int = 80) -> Text:
    first = spans[0].since
    total = max((last - first).days, 1)
    strip = Text()
    for place in range(width):
        day = first.toordinal() + total * place // width
        at = [span for span in spans if span.since.toordinal() <= day][-1]
        word = at.explanation.operating
        strip.append(BLOCK.get(word, "·"), style=STYLES.get(word, ""))
    strip.append(f"\n{first}{str(last).rjust(width - 10)}", style="dim")
    return strip


def timeline_data(spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Each span as plain data."""
    return [
        {
            "since": span.since.isoformat(),
            "until": span.until.isoformat() if span.until else None,
            "causes": list(span.causes),
            "operating": span.explanation.operating,
            "outcome": span.explanation.outcome,
            "reason": span.reason or None,
            "law": span.cite or None,
        }
        for span in spans
    ]


def timeline_svg(title: str, spans: Sequence[Span], last: date) -> str:
    """The same as one picture without script or outside font; every fact is in its text too."""
    parts = merged(spans)
    first = spans[0].since
    total = max((last - first).days, 1)
    described = "; ".join(f"{span.explanation.operating} from {span.since}" for span, _ in parts)
    height = 150 + 24 * len(parts)
    out = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
            f'aria-labelledby="t d" font-family="{_FONT}">'
        ),
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(described)}.</desc>',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        (
            f'<text x="{_LEFT}" y="34" font-size="18" font-weight="600" fill="#1b2733">'
            f"{escape(title)}</text>"
        ),
    ]
    for number, (span, until) in enumerate(parts, 1):
        word = span.explanation.operating
        x = _LEFT + _BAR * (span.since - first).days / total
        end = _LEFT + _BAR * (min(until or last, last) - first).days / total
        wide = max(end - x, 2.0)
        out.append(
            f'<rect x="{x:.1f}" y="56" width="{wide:.1f}" height="40" '
            f'fill="{_FILL.get(word, "#c3ccd4")}" stroke="#ffffff"/>'
        )
        if wide > 14:
            out.append(
                f'<text x="{x + wide / 2:.1f}" y="81" font-size="14" text-anchor="middle" '
                f'fill="{_INK.get(word, "#ffffff")}">{number}</text>'
            )
        split = ", live readings differ" if span.explanation.outcome == "SPLIT" else ""
        reason = f". {span.reason}" if span.reason else ""
        line = f"{number}  from {span.since}  {word}{split}{reason}"
        line = line if len(line) <= 104 else f"{line[:101]}…"
        out.append(
            f'<text x="{_LEFT}" y="{146 + 24 * (number - 1)}" font-size="14" '
            f'fill="#1b2733">{escape(line)}</text>'
        )
    for at, anchor, day in ((_LEFT, "start", first), (_LEFT + _BAR, "end", last)):
        out.append(
            f'<text x="{at}" y="116" font-size="13" text-anchor="{anchor}" '
            f'fill="#51606e">{day}</text>'
        )
    return "\n".join([*out, "</svg>"]) + "\n"
