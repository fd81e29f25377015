"""Text is made plain once, and never repaired."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.intake.text import Unreadable, calendar_date, flag, is_plain, nine_digits, plain, word


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("Ann\tLee\r\nJr", "Ann Lee Jr"),
        ("Ann\u00a0Lee", "Ann Lee"),
        ("An\u200bn\ufeff", "Ann"),
        ("\u202eAnn\u202c", "Ann"),
        ("ﬁ Ａ１", "fi A1"),
        ("Jose\u0301", "José"),
        ("", None),
        (" \u200b\u2060 ", None),
        ("\u3164\u2800", None),
    ],
)
def test_spaces_controls_and_invisible_characters_do_not_survive(text, becomes):
    assert plain(text) == becomes


@pytest.mark.parametrize("bad", [0, 0xD800, 0xFFFD, 0xFFFF, 0x30000, 0xE0041])
def test_a_text_that_was_broken_before_is_not_repaired(bad):
    with pytest.raises(Unreadable, match="UTF-8") as caught:
        plain("Quux" + chr(bad))
    assert "Quux" not in str(caught.value)


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    try:
        once = plain(text)
    except Unreadable:
        return
    assert once is None or plain(once) == once


@given(st.text(alphabet=st.characters(max_codepoint=0x180)))
def test_the_quick_look_never_passes_what_plain_would_change(text):
    if is_plain(text):
        assert plain(text) == text


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "1"])
def test_yes_is_said_in_four_ways(text):
    assert flag(text) is True


@pytest.mark.parametrize("text", ["no", "N", "False", "0"])
def test_no_is_said_in_four_ways(text):
    assert flag(text) is False


def test_any_other_word_is_neither_yes_nor_no():
    with pytest.raises(Unreadable, match="neither yes nor no"):
        flag("perhaps")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2025-02-30", "does not exist"),
        ("2025-13-01", "does not exist"),
        ("0000-01-01", "does not exist"),
        ("1899-12-31", "outside"),
        ("2200-01-02", "outside"),
        ("01/02/2025", "YYYY-MM-DD"),
        ("2025-1-2", "YYYY-MM-DD"),
        ("2025-01-02T00:00", "YYYY-MM-DD"),
        ("1735689600", "YYYY-MM-DD"),
    ],
)
def test_only_dates_that_exist_and_are_written_year_first_are_dates(text, problem):
    with pytest.raises(Unreadable, match=problem) as caught:
        calendar_date(text)
    assert text not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_the_first_and_last_day_are_dates():
    assert calendar_date("1900-01-01") == date(1900, 1, 1)
    assert calendar_date("2200-01-01") == date(2200, 1, 1)


@pytest.mark.parametrize("text", ["123456789", "123-45-6789", "12-345 6789", "123‐45‐6789"])
def test_an_identification_number_is_its_nine_digits(text):
    assert nine_digits(text) == "123456789"


@pytest.mark.parametrize("text", ["12345678", "1234567890", "12345678O", "SSN 123456789", "-"])
def test_anything_but_nine_digits_is_no_identification_number(text):
    with pytest.raises(Unreadable, match="nine digits") as caught:
        nine_digits(text)
    assert text == "-" or text not in str(caught.value)


def test_choice_words_may_be_written_with_spaces_or_hyphens():
    assert word("Case Personnel") == word("case-personnel") == "case_personnel"
