import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.render.picture import ComparisonCounts, Outcomes, Reason, comparison_svg

SVG = "{http://www.w3.org/2000/svg}"
FULL = ComparisonCounts(
    legacy_tin=42_695,
    legacy_address=4_594,
    every=Outcomes(hold=1_022_361, deny=257_639),
    sent=Outcomes(hold=44_751, deny=2_538),
    reasons=(
        Reason("One officer is named for everybody.", 47_289),
        Reason("The address was not compared.", 42_695),
    ),
)


def texts(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return [element.text or "" for element in root.iter(SVG + "text")]


def test_every_number_stands_in_the_picture_as_text():
    shown = " ".join(texts(comparison_svg(FULL)))
    for words in (
        "sent 47,289",
        "not sent 1,232,711",
        "by TIN, address not compared 42,695",
        "by address 4,594",
        "HOLD 44,751",
        "DENY 2,538",
        "releases 0",
        "One officer is named for everybody.",
    ):
        assert words in shown


def test_who_hears_the_picture_gets_the_same_numbers():
    root = ET.fromstring(comparison_svg(FULL))  # noqa: S314 - our own drawing
    assert root.get("role") == "img"
    named = (root.get("aria-labelledby") or "").split()
    by_id = {e.get("id"): e.text or "" for e in root if e.tag in {SVG + "title", SVG + "desc"}}
    assert set(named) == set(by_id)
    heard = " ".join(by_id.values())
    numbers = {n for text in texts(comparison_svg(FULL)) for n in re.findall(r"[\d,]*\d", text)}
    assert numbers - {"1,232,711"} <= set(re.findall(r"\d[\d,]*\d|\d", heard))


def test_the_picture_runs_no_script_and_loads_nothing():
    svg = comparison_svg(FULL)
    assert "<script" not in svg
    assert "href" not in svg
    assert "<style" not in svg
    assert svg.count("http") == 1  # the name space


def test_words_are_escaped():
    odd = Reason("A < B & 'C'", 1)
    svg = comparison_svg(ComparisonCounts(1, 0, Outcomes(deny=1), Outcomes(deny=1), (odd,), "<b>"))
    assert odd.text in texts(svg)
    assert "<b>" in texts(svg)


def test_the_same_counts_give_the_same_picture():
    assert comparison_svg(FULL) == comparison_svg(FULL)


@pytest.mark.parametrize(
    ("every", "sent", "reasons"),
    [
        (Outcomes(hold=10), Outcomes(hold=3), ()),
        (Outcomes(hold=3), Outcomes(hold=4), ()),
        (Outcomes(hold=10), Outcomes(hold=4), (Reason("too many", 5),)),
    ],
)
def test_numbers_that_do_not_add_up_are_refused(every, sent, reasons):
    with pytest.raises(ValueError, match=r"add up|more rows"):
        ComparisonCounts(3, 1, every, sent, reasons)


counts = st.integers(0, 10**6)
outcomes = st.builds(Outcomes, counts, counts, counts, counts, counts)


@given(outcomes, outcomes, st.integers(0, 10**6))
def test_no_label_leaves_the_picture_or_touches_another(sent, more, by_tin):
    by_tin = min(by_tin, sent.total)
    every = Outcomes(
        sent.shall + more.shall,
        sent.may + more.may,
        sent.hold + more.hold,
        sent.deny + more.deny,
        sent.barred + more.barred,
    )
    svg = comparison_svg(ComparisonCounts(by_tin, sent.total - by_tin, every, sent))
    lines: dict[str, list[tuple[float, float]]] = {}
    for element in ET.fromstring(svg).iter(SVG + "text"):  # noqa: S314 - our own drawing
        if element.get("font-size") == "14" and element.get("text-anchor"):
            width = len(element.text or "") * 8.4
            at = float(element.get("x") or 0)
            left = {"start": at, "middle": at - width / 2, "end": at - width}
            start = left[element.get("text-anchor") or ""]
            lines.setdefault(element.get("y") or "", []).append((start, start + width))
    for spans in lines.values():
        spans.sort()
        assert spans[0][0] >= 39
        assert spans[-1][1] <= 921
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
