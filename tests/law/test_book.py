"""The law book says everything that decides."""

from collections.abc import Iterable
from typing import get_args

import pytest
from hypothesis import given

from duly.law import node as n
from duly.law.book import MARKS, book, chapter, file_name
from duly.law.dated import Dated, Entry
from duly.law.english import english
from duly.law.fact import Absence, Fact, Kind
from duly.law.index import PROVISIONS
from duly.law.provision import AllOf

from . import strategies as s


def rows(page: str) -> Iterable[list[str]]:
    """The cells of every row of every table; a bar inside a cell is escaped."""
    for line in page.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.replace("\\|", "¦").strip("|").split(" | ")]


@pytest.fixture(params=PROVISIONS, ids=lambda provision: provision.cite)
def provision(request):
    return request.param


def test_every_element_stands_in_its_chapter_with_its_citation_and_mark(provision):
    table = {row[0].lstrip("└─ "): row for row in rows(chapter(provision))}
    for part in provision.parts():
        row = table[f"`{part.id}`"]
        assert row[1].startswith(part.says)
        assert row[3] == part.cite
        assert row[4] == MARKS[part.mark]
        assert row[5] == (part.question or "–")


def test_every_condition_stands_in_its_chapter_in_english(provision):
    table = {row[0].lstrip("└─ "): row for row in rows(chapter(provision))}
    for leaf in provision.leaves():
        assert english(leaf.holds).replace("|", "¦") in table[f"`{leaf.id}`"][2]
        assert leaf.person in table[f"`{leaf.id}`"][2]


def test_parts_of_a_group_are_indented_below_it(provision):
    page = chapter(provision)
    for part in provision.parts():
        for inner in getattr(part, "parts", ()):
            assert f"└─ `{inner.id}`" in page


def test_every_effect_note_and_refusal_stands_in_its_chapter(provision):
    page = chapter(provision)
    for effect in provision.effects:
        assert effect.says in page
        assert effect.cite in page
    for note in provision.notes:
        assert note in page
    for part in provision.parts():
        if not isinstance(part, AllOf):
            assert part.unmet in page
            assert part.unknown in page
            assert part.next_step in page
            assert getattr(part, "next_unknown", "") in page


def test_every_reading_of_every_question_stands_in_its_chapter(provision):
    page = chapter(provision)
    for question in provision.questions:
        assert f"{question.id}: {question.asks}" in page
        assert f"**{question.operate_on}** (operated on)" in page
        for reading in question.readings:
            row = next(row for row in rows(page) if row[1] == reading.says)
            assert row[2] == reading.held_by
            assert row[3] == MARKS[reading.mark]
            for span in reading.live:
                assert span.forum in row[4]
            for id_, node in reading.overrides:
                assert f"`{id_}`: {english(node)}" in row[5]


def test_every_fact_stands_in_its_chapter_with_what_its_absence_means(provision):
    table = {row[0]: row for row in rows(chapter(provision))}
    for fact in provision.facts():
        row = table[f"`{fact.name}`"]
        assert row[2] == fact.says
        assert row[3] == fact.source
        assert row[4].startswith("none" if fact.absent is Absence.NONE else "unknown")
        for word in fact.choices:
            assert word in row[1]


def test_source_text_read_and_answer_words_stand_in_the_chapter(provision):
    page = chapter(provision)
    for text in (provision.title, provision.says, provision.source, provision.text_read):
        assert text in page
    for word in (provision.words.met, provision.words.not_met, provision.words.unknown):
        assert word in page
    assert provision.sha256() in page


def test_every_row_of_a_table_has_the_cells_of_its_head(provision):
    width = None
    for line in chapter(provision).splitlines():
        if not line.startswith("|"):
            width = None
            continue
        cells = line.replace("\\|", "").count("|")
        width = width or cells
        assert cells == width, line


def test_the_book_has_an_index_that_links_to_every_chapter():
    pages = book(PROVISIONS)
    assert len(pages) == len(PROVISIONS) + 1
    for provision in PROVISIONS:
        assert pages[file_name(provision)] == chapter(provision)
        assert f"[{provision.cite}]({file_name(provision)})" in pages["index.md"]


# --- English ----------------------------------------------------------------------------------
OPEN = Fact("matter_open", Kind.FLAG, "whether the matter is open")
NAMED = Fact("named", Kind.FLAG, "the name")
ITEM = Fact("item", Kind.CHOICE, "what item", choices=("name", "tin", "address"))
USES = Fact("uses", Kind.CHOICES, "which uses", choices=("trial", "fine"))
END = Fact("end_date", Kind.DATE, "when it ends", absent=Absence.NONE)
TODAY = Fact("as_of", Kind.DATE, "which day it is")
REASON = Fact("reason", Kind.TEXT, "the reason", absent=Absence.NONE)
FINE = Fact("fine", Kind.CENTS, "how much the fine is")
RATES = Dated("the daily rate", Kind.CENTS, (Entry(0, 50_000, "invented"),))
YEAR = n.Compare(n.LengthOf(REASON), ">=", n.Fixed(12, Kind.NUMBER))


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        (n.TRUE, "nothing is asked: always met"),
        (n.FALSE, "never met"),
        (n.UNKNOWN, "unknown whatever anyone says"),
        (n.Holds(OPEN), "the matter is open"),
        (n.Holds(NAMED), "named is true"),
        (n.Not(n.Holds(OPEN)), "it is not so that the matter is open"),
        (n.OneOf(ITEM, "name"), "item is “name”"),
        (n.OneOf(ITEM, "name", "tin", "address"), "item is “name”, “tin” or “address”"),
        (n.Not(n.OneOf(ITEM, "name", "tin")), "item is not “name” or “tin”"),
        (n.Includes(USES, "fine"), "uses includes “fine”"),
        (n.Not(n.Includes(USES, "fine")), "uses does not include “fine”"),
        (n.OnlyAmong(USES, "trial"), "uses has at least one entry, and none but “trial”"),
        (n.Matches(REASON, s.p.LETTER, "a letter"), "reason has this form: a letter"),
        (
            n.Not(n.Matches(REASON, s.p.LETTER, "a letter")),
            "reason does not have this form: a letter",
        ),
        (n.IsNone(END), "there is no end date"),
        (n.Not(n.IsNone(END)), "end date is given"),
        (YEAR, "the number of characters of reason is at least 12"),
        (
            n.Compare(n.PlusDays(n.Value(END), 90), "<", n.Value(TODAY)),
            "end date plus 90 days is before as of",
        ),
        (
            n.Compare(n.Value(END), ">=", n.Fixed(20_185, Kind.DATE)),
            "end date is on or after 7 April 2025",
        ),
        (
            n.Compare(n.Value(FINE), "<=", n.InForce(RATES, TODAY)),
            "fine is at most the daily rate in force on as of",
        ),
        (n.Compare(n.Value(FINE), "=", n.Fixed(-123_456, Kind.CENTS)), "fine equals -$1,234.56"),
        (
            n.All(n.Holds(OPEN), n.Some(n.IsNone(END), n.Not(n.Holds(NAMED)))),
            "the matter is open, and (there is no end date, or (it is not so that named is true))",
        ),
        (n.All(), "nothing is asked: always met"),
        (n.Some(), "never met"),
        (n.All(n.Holds(OPEN)), "the matter is open"),
    ],
)
def test_a_condition_reads_as_a_sentence(node, sentence):
    assert english(node) == sentence


@s.thorough(max_examples=300)
@given(condition=s.nodes)
def test_every_condition_can_be_put_in_english(condition):
    assert english(condition).strip()
    assert "None" not in english(condition)


def test_the_sentences_above_cover_every_type_of_condition():
    marks = test_a_condition_reads_as_a_sentence.pytestmark[0]
    seen = {type(part) for node, _ in marks.args[1] for part in s.walk(node)}
    assert {*get_args(n.Node), *get_args(n.Operand)} <= seen
