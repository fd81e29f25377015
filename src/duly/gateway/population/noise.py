"""How a cell goes wrong, as SQL: what clerks, scanners and callers do to names and numbers.

Text is in capitals here. A macro takes the text and a draw; one in which nothing can change
gives the text back. ``noise_tin`` leaves the first and the fourth digit alone, so that a wrong
number too is one that was never issued (people.py).
"""

from duly.gateway.population.draws import chances

_SOUNDS = (
    ("PH", "F"), ("CK", "K"), ("Y", "IE"), ("IE", "Y"), ("C", "K"), ("S", "Z"), ("EE", "EA"),
    ("A", "E"), ("I", "E"), ("OU", "U"), ("LL", "L"), ("TH", "T"), ("E", "A"), ("N", "NN"),
)  # fmt: skip
_LOOKS = (
    ("O", "0"), ("I", "1"), ("L", "1"), ("S", "5"), ("B", "8"), ("Z", "2"), ("G", "6"),
    ("RN", "M"), ("M", "RN"), ("E", "F"), ("U", "V"), ("D", "O"), ("CL", "D"),
)  # fmt: skip
_LETTERS = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "EPKTAVCNYGXIRMUBGLZDOFVSIS")
_KEYS = ("QWERTYUIOPASDFGHJKLZXCVBNM", "WERTYUIOIUSDFGHJKLKXCVBNMN")


def _one_of(pairs: tuple[tuple[str, str], ...]) -> str:
    """Write the text after one of those replacements."""
    every = ", ".join(f"replace(text, '{a}', '{b}')" for a, b in pairs)
    return f"list_extract([{every}], (1 + w % {len(pairs)})::INTEGER)"


MACROS = f"""
CREATE OR REPLACE TEMP MACRO noise_at(text, w) AS (1 + w % greatest(length(text), 1))::INTEGER;
CREATE OR REPLACE TEMP MACRO noise_slip_at(text, p, which) AS
    CASE WHEN length(text) < 3 THEN text
        WHEN which = 0 THEN left(text, p - 1) || substr(text, p + 1)
        WHEN which = 1 THEN left(text, p - 1) || substr(text, p + 1, 1) || substr(text, p, 1)
            || substr(text, p + 2)
        WHEN which = 2 THEN left(text, p - 1)
            || translate(substr(text, p, 1), '{_KEYS[0]}', '{_KEYS[1]}') || substr(text, p + 1)
        ELSE left(text, p) || substr(text, p) END;
CREATE OR REPLACE TEMP MACRO noise_slip(text, w) AS
    noise_slip_at(text, noise_at(text, w >> 2), w % 4);
CREATE OR REPLACE TEMP MACRO noise_else(text, other, p) AS
    CASE WHEN other <> text THEN other ELSE left(text, p - 1)
        || translate(substr(text, p, 1), '{_LETTERS[0]}', '{_LETTERS[1]}')
        || substr(text, p + 1) END;
CREATE OR REPLACE TEMP MACRO noise_sound(text, w) AS
    noise_else(text, {_one_of(_SOUNDS)}, noise_at(text, w >> 5));
CREATE OR REPLACE TEMP MACRO noise_look(text, w) AS
    noise_else(text, {_one_of(_LOOKS)}, noise_at(text, w >> 5));
CREATE OR REPLACE TEMP MACRO noise_digit_at(text, p, more) AS
    left(text, p - 1) || chr(48 + ((ascii(substr(text, p, 1)) - 48 + more) % 10)::INTEGER)
        || substr(text, p + 1);
CREATE OR REPLACE TEMP MACRO noise_digit(text, w) AS
    CASE WHEN text = '' THEN text
        ELSE noise_digit_at(text, noise_at(text, w), (1 + (w >> 5) % 9)::INTEGER) END;
CREATE OR REPLACE TEMP MACRO noise_tin(tin, w) AS
    CASE WHEN w % 9 = 0 OR w % 9 = 3 THEN noise_digit_at(tin, 9, (1 + (w >> 5) % 9)::INTEGER)
        ELSE noise_digit_at(tin, (1 + w % 9)::INTEGER, (1 + (w >> 5) % 9)::INTEGER) END;
CREATE OR REPLACE TEMP MACRO noise_date(day, w) AS
    CASE w % 3
        WHEN 0 THEN (day + ((1 + (w >> 4) % 27)::INTEGER))::DATE
        WHEN 1 THEN (day + to_years((1 + (w >> 4) % 9)::INTEGER))::DATE
        ELSE (day + to_months((1 + (w >> 4) % 11)::INTEGER))::DATE END;
CREATE OR REPLACE TEMP MACRO noise_title(text) AS
    array_to_string(list_transform(string_split(text, ' '),
        lambda word: CASE WHEN regexp_matches(word, '[0-9]') THEN lower(word)
            ELSE upper(substr(word, 1, 1)) || lower(substr(word, 2)) END), ' ');
"""


def damaged(text: str, w: str, *kinds: tuple[float, str]) -> str:
    """Write ``text`` after at most one of the kinds of damage; ``w`` is the draw.

    Each kind is its share and the damaged text as SQL, in which ``w`` may stand again.
    """
    cases, upto = [], 0.0
    for share, result in kinds:
        upto += share
        cases.append(f"WHEN {w} < {chances(upto)} THEN {result}")
    return f"CASE {' '.join(cases)} ELSE {text} END"


def bad_word(text: str, w: str, share: float, nickname: str | None = None) -> str:
    """Write a word with blank, slip, sound, look (and nickname) at this share each."""
    kinds = [
        (share, "NULL"),
        (share, f"noise_slip({text}, {w})"),
        (share, f"noise_sound({text}, {w})"),
        (share, f"noise_look({text}, {w})"),
    ]
    if nickname is not None:
        kinds.append((share, f"coalesce({nickname}, {text})"))
    return damaged(text, w, *kinds)


def bad_number(text: str, w: str, share: float) -> str:
    """Write a number with blank and one wrong digit at this share each."""
    return damaged(text, w, (share, "NULL"), (share, f"noise_digit({text}, {w})"))
