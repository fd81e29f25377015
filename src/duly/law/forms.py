"""What set-forth things look like: names, periods, citations, reasons.

Each form can be read in one pass without backtracking, and accepts nothing that lacks a
letter or digit: a name of one NUL or a reason of eleven tabs is no name and no reason. The
theorems prove that for every form a provision uses.
"""

from duly.law import pattern as p

MARKS = p.Chars(
    (" ", " "), ("'", "'"), (",", "."), ("0", "9"), ("’", "’"), ("̀", "ͯ")
)  # space ' , - . digits ’ and combining marks
NAME = p.Sequence(
    p.Repeat(MARKS, 0),
    p.LETTER,
    p.Repeat(MARKS, 0),
    p.LETTER,
    p.Repeat(p.Either(p.LETTER, MARKS), 0),
)
NAME_SAYS = "a name: at least two letters; besides letters only spaces and ' , - . and digits"

YEAR = p.Sequence(
    p.Either(p.Literal("19"), p.Literal("20")),
    p.Repeat(p.DIGIT, 2, 2),
    p.Repeat(p.Sequence(p.Literal("Q"), p.Chars(("1", "4"))), 0, 1),
)
SPAN = p.Sequence(YEAR, p.Repeat(p.Sequence(p.Literal("-"), YEAR), 0, 1))
PERIODS = p.Sequence(
    SPAN,
    p.Repeat(p.Sequence(p.Chars((",", ","), (";", ";")), p.Repeat(p.SPACE, 0, 1), SPAN), 0, 100),
)
PERIODS_SAYS = "years (2022), quarters (2022Q1) or spans (2021-2023), separated by ; or ,"

OTHER = p.Chars(
    (" ", "/"), (":", "@"), ("[", "`"), ("{", "~"), ("¡", "¿"), ("‐", "⁞"), ("⁰", "⯿")
)  # visible signs that are neither letters nor digits, and the space
SIGN = p.Either(p.LETTER, p.DIGIT)
ANY = p.Either(p.VISIBLE, p.SPACE)
SUBSTANCE = p.Sequence(
    p.Repeat(OTHER, 0), SIGN, p.Repeat(OTHER, 0), SIGN, p.Repeat(OTHER, 0), SIGN, p.Repeat(ANY, 0)
)
SUBSTANCE_SAYS = "at least three letters or digits"

WORD = p.Repeat(p.VISIBLE, 1)
GAP = p.Repeat(p.SPACE, 1)
THREE_WORDS = p.Sequence(p.Repeat(p.SPACE, 0), WORD, GAP, WORD, GAP, WORD, p.Repeat(ANY, 0))
THREE_WORDS_SAYS = "at least three words"

TAX_TITLE = p.Sequence(p.Literal("26 USC "), p.Repeat(ANY, 1))
TAX_TITLE_SAYS = "a section of title 26"
