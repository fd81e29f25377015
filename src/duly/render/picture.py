"""The comparison as a picture: what the rules of 2025 sent, and what duly decides.

One SVG without script, style sheet or outside font. It can be read aloud (title and
description hold every number), printed in grey (tone and hatching differ, not only colour)
and needs no legend: each part of a bar carries its own label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

_WIDTH, _LEFT, _BAR = 960, 40, 880
_INK, _SOFT, _LINE = "#1b2733", "#51606e", "#c3ccd4"
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_CHARACTER = 8.4  # a wide font's character at 14 px, so that labels never touch
_WORDS = (
    "HOLD: a fact is missing. DENY: the law's conditions are not met. "
    "BARRED: a court order or another bar stands in the way."
)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many rows were decided each way."""

    shall: int = 0
    may: int = 0
    hold: int = 0
    deny: int = 0
    barred: int = 0

    @property
    def released(self) -> int:
        """Rows that may leave: SHALL and MAY."""
        return self.shall + self.may

    @property
    def total(self) -> int:
        """All rows."""
        return self.released + self.hold + self.deny + self.barred


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in a person's words, and the rows that it holds back."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class ComparisonCounts:
    """What the picture shows. ``sent`` are duly's outcomes for the rows the old rules sent."""

    legacy_tin: int
    legacy_address: int
    every: Outcomes
    sent: Outcomes
    reasons: tuple[Reason, ...] = ()
    note: str = (
        "All people are invented; how the rows divide below the published totals is synthetic."
    )

    def __post_init__(self) -> None:
        """Refuse numbers that do not add up: a picture makes them look true."""
        if self.sent.total != self.legacy_sent or self.every.total < self.sent.total:
            raise ValueError("the outcomes do not add up to the rows that were sent")
        if any(not 0 <= reason.rows <= self.legacy_sent for reason in self.reasons):
            raise ValueError("a reason holds back more rows than were sent")

    @property
    def legacy_sent(self) -> int:
        """Rows that the rules of 2025 sent, by either path."""
        return self.legacy_tin + self.legacy_address


@dataclass(frozen=True, slots=True)
class _Part:
    label: str
    rows: int
    fill: str


_RELEASED, _OTHER, _NOT = "#153e63", "#3f7199", "#e6ebef"
_PATTERNS = """<defs>
<pattern id="hold" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="8" height="8" fill="#f3ead6"/><rect width="2" height="8" fill="#b08a3e"/></pattern>
<pattern id="barred" width="7" height="7" patternUnits="userSpaceOnUse">
<rect width="7" height="7" fill="#d5dbe1"/><path d="M0 0h7M0 0v7" stroke="#4a5661" \
stroke-width="1.6"/></pattern></defs>"""


def _duly_parts(outcomes: Outcomes) -> list[_Part]:
    """Name the parts of a bar of duly's, the ones that leave first."""
    return [
        _Part("SHALL be released", outcomes.shall, _RELEASED),
        _Part("MAY be released", outcomes.may, _OTHER),
        _Part("HOLD", outcomes.hold, "url(#hold)"),
        _Part("DENY", outcomes.deny, "#8b98a5"),
        _Part("BARRED", outcomes.barred, "url(#barred)"),
    ]


def _text(
    x: float, y: float, words: str, *, size: int = 14, fill: str = _INK, more: str = ""
) -> str:
    where = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"'
    return f"<text {where}{more}>{escape(words)}</text>"


def _label_places(centres: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Put each label under its part; push right where they would touch, then back from the edge."""
    gap, left = 18.0, []
    edge = float(_LEFT)
    for centre, width in zip(centres, widths, strict=True):
        left.append(max(edge, centre - width / 2))
        edge = left[-1] + width + gap
    edge = float(_LEFT + _BAR)
    for place in reversed(range(len(left))):
        left[place] = min(left[place], edge - widths[place])
        edge = left[place] - gap
    return left


def _bar(y: float, name: str, result: str, parts: Sequence[_Part]) -> list[str]:
    """Draw one bar: its name on the left, its result on the right, labels with ticks below."""
    bold = ' font-weight="600"'
    out = [
        _text(_LEFT, y, name, size=15, more=bold),
        _text(_LEFT + _BAR, y, result, size=15, more=bold + ' text-anchor="end"'),
    ]
    shown = [part for part in parts if part.rows]
    total = sum(part.rows for part in shown)
    x, top, height = float(_LEFT), y + 12, 30
    labels = [f"{part.label} {part.rows:,}" for part in shown]
    centres: list[float] = []
    drawings: list[tuple[int, str]] = []
    for part in shown:
        # No part gets too thin to be seen; its label has the number.
        width = max(_BAR * part.rows / total, 3.0)
        at = min(x, _LEFT + _BAR - width)
        drawings.append(
            (
                -part.rows,
                (
                    f'<rect x="{at:.2f}" y="{top}" width="{width:.2f}" height="{height}" '
                    f'fill="{part.fill}" stroke="#fff" stroke-width="1"/>'
                ),
            )
        )
        centres.append(at + width / 2)
        x += _BAR * part.rows / total
    out += [drawing for _, drawing in sorted(drawings)]  # the thin ones lie on top
    out.append(
        f'<rect x="{_LEFT}" y="{top}" width="{_BAR}" height="{height}" fill="none" '
        f'stroke="{_LINE}"/>'
    )
    widths = [len(label) * _CHARACTER for label in labels]
    bottom = top + height
    for left, centre, width, label in zip(
        _label_places(centres, widths), centres, widths, labels, strict=True
    ):
        # A label at an edge is flush with it; elsewhere it stands under its tick.
        if left <= _LEFT:
            at, anchor, tick = left, "start", min(max(centre, left), left + width / 2)
        elif left + width >= _LEFT + _BAR:
            at, anchor, tick = left + width, "end", max(centre, left + width / 2)
        else:
            at, anchor, tick = left + width / 2, "middle", left + width / 2
        out += [
            (
                f'<path d="M{centre:.1f} {bottom + 1}v5L{tick:.1f} {bottom + 12}v4" fill="none" '
                f'stroke="{_SOFT}"/>'
            ),
            _text(at, bottom + 31, label, more=f' text-anchor="{anchor}"'),
        ]
    return out


def _reasons(y: float, counts: ComparisonCounts) -> tuple[list[str], float]:
    """List the reasons with a thin bar each; give the drawing and where it ends."""
    out: list[str] = []
    for reason in counts.reasons:
        lines = wrap(reason.text, 92) or [""]
        for number, line in enumerate(lines):
            out.append(_text(_LEFT, y + 18 * number, line))
        out.append(
            _text(_LEFT + _BAR, y, f"{reason.rows:,}", more=' text-anchor="end" font-weight="600"')
        )
        y += 18 * (len(lines) - 1) + 8
        width = _BAR * reason.rows / max(counts.legacy_sent, 1)
        out += [
            f'<rect x="{_LEFT}" y="{y}" width="{_BAR}" height="6" fill="{_NOT}"/>',
            f'<rect x="{_LEFT}" y="{y}" width="{width:.2f}" height="6" fill="{_OTHER}"/>',
        ]
        y += 32
    return out, y


def _in_words(outcomes: Outcomes) -> str:
    """Tell the outcomes in one breath, for who hears the picture."""
    return ", ".join(f"{part.label} {part.rows:,}" for part in _duly_parts(outcomes))


def _description(counts: ComparisonCounts) -> str:
    reasons = "; ".join(f"{one.text}: {one.rows:,}" for one in counts.reasons)
    return (
        f"Of {counts.every.total:,} requests the rules of 2025 sent {counts.legacy_sent:,}: "
        f"{counts.legacy_tin:,} by TIN, {counts.legacy_address:,} by address. "
        f"For all requests duly decides: {_in_words(counts.every)}. "
        f"For the requests that were sent: {_in_words(counts.sent)}."
        + (f" Why those are not released: {reasons}." if reasons else "")
        + f" {counts.note}"
    )


def comparison_svg(counts: ComparisonCounts) -> str:
    """Draw the comparison; the same counts give the same bytes."""
    every, sent = counts.every.total, counts.legacy_sent
    title = f"{sent:,} sent by the rules of 2025, {counts.sent.released:,} released by duly"
    head = ' font-weight="600"'
    body = [
        _text(_LEFT, 52, title, size=26, more=head),
        _text(
            _LEFT,
            78,
            "The same requests about invented people, decided twice.",
            size=15,
            fill=_SOFT,
        ),
        _text(_LEFT, 124, f"All {every:,} requests", size=18, more=head),
        *_bar(
            156,
            "Rules of 2025",
            f"sent {sent:,}",
            [_Part("sent", sent, _RELEASED), _Part("not sent", every - sent, _NOT)],
        ),
        *_bar(264, "duly", f"releases {counts.every.released:,}", _duly_parts(counts.every)),
        f'<path d="M{_LEFT} 370h{_BAR}" stroke="{_LINE}"/>',
        _text(_LEFT, 408, f"Only the {sent:,} that were sent", size=18, more=head),
        *_bar(
            440,
            "Rules of 2025",
            f"sent {sent:,}",
            [
                _Part("by TIN, address not compared", counts.legacy_tin, _RELEASED),
                _Part("by address", counts.legacy_address, _OTHER),
            ],
        ),
        *_bar(548, "duly", f"releases {counts.sent.released:,}", _duly_parts(counts.sent)),
    ]
    y = 654.0
    if counts.reasons:
        body += [
            f'<path d="M{_LEFT} 654h{_BAR}" stroke="{_LINE}"/>',
            _text(_LEFT, 692, "Why duly does not release them", size=18, more=head),
            _text(_LEFT, 714, "A request can have several reasons.", fill=_SOFT),
        ]
        drawn, y = _reasons(746, counts)
        body += drawn
    for line in (_WORDS, *wrap(counts.note, 120)):
        body.append(_text(_LEFT, y + 12, line, size=13, fill=_SOFT))
        y += 18
    height = round(y + 28)
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
                f'width="{_WIDTH}" height="{height}" role="img" '
                f'aria-labelledby="comparison-title comparison-desc" font-family="{_FONT}">'
            ),
            f'<title id="comparison-title">{escape(title)}</title>',
            f'<desc id="comparison-desc">{escape(_description(counts))}</desc>',
            _PATTERNS,
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            *body,
            "</svg>",
            "",
        ]
    )
