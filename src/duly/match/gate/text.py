"""Folding of raw text into plain upper-case words.

The class of an address must not hang on case, spacing or punctuation, so all later steps see only
the words that ``fold`` makes: ASCII capitals and digits, with ``#``, ``/`` and ``-`` kept where
they carry meaning (``45-12``, ``1/2``, ``C/O``).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_WORDS_LENGTH: Final = 400
"""Longest folded text that is read as one address; the longest real ones have about 150 letters."""

_MAX_RAW: Final = 4_000
_APOSTROPHES: Final = "'’‘ʼ´`"
_DASHES: Final = "‐‑‒–—―−﹘﹣－_"  # the dashes that people type

_TO_SPACE: Final = {
    code: " "
    for code in range(128)
    if not (chr(code).isalnum() or chr(code) in "-./#&%" or chr(code) in _APOSTROPHES)
}
_PLAIN: Final = str.maketrans({**{chr(k): v for k, v in _TO_SPACE.items()}, "'": "", "`": ""})
_WIDE: Final = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_APOSTROPHES, ""),
        "º": "O", "ª": "A", "№": " # ", "ß": "SS", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D",
        "Þ": "TH", "Æ": "AE", "Œ": "OE", "İ": "I",
    }
)  # fmt: skip

# One pass over the characters that need a look around them; plain letters and digits never match.
_MARKS: Final = re.compile(
    r"\bC\s?/\s?O\b"  # care of
    r"|(?<![A-Z0-9])(?:N\s?/\s?A|S\s?/\s?N)\b"  # "n/a", and Spanish "s/n", without number
    r"|(?:(?<=\b[A-Z])\.(?=[A-Z]\b))"  # initials: P.O., N.E.
    r"|(?<=\d)\.(?=\d)"  # grid roads: 39.2
    r"|(?<=\d)/(?=\d)"  # fractions
    r"|(?<=\d)-(?=[A-Z0-9])|(?<=[A-Z0-9])-(?=\d)"  # ranges and ZIP+4
    r"|%|&|\#|[-./]"
)
_KEPT: Final = {"#": " # ", "&": " AND ", "%": " C/O ", "-": " ", ".": " ", "/": " "}
_NEEDS_MARKS: Final = re.compile(r"[-./#&%]")
# Words written together that mean two: "APT4B", "STE200", "#5" (handled above), "I-35", "FM-1960".
_GLUED: Final = re.compile(
    r"\b(?:(APT|STE|SUITE|UNIT|BLDG|RM|LOT|TRLR|BOX|POBOX|POB|HC|RR|PSC|CMR)-?(?=\d)"
    r"|(HWY|RTE|US|SR|CR|FM|SH|I)-(?=\d))"
)
_MAY_GLUE: Final = re.compile(r"[A-Z]-?\d")


def _mark(match: re.Match[str]) -> str:
    found = match.group()
    if found[0] == "C":
        return " C/O "
    if found[0] in "NS":
        return " NA " if found[0] == "N" else " SN "
    if len(found) > 1:
        return " "
    if found in "-./":
        text, at = match.string, match.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if found == ".":
            if before.isdigit() and after.isdigit():
                return "."
            if before.isalpha() and after.isalpha() and _is_initial(text, at):
                return ""
        elif found == "/":
            if before.isdigit() and after.isdigit():
                return "/"
        elif (before.isdigit() and after.isalnum()) or (before.isalnum() and after.isdigit()):
            return "-"
        return " "
    return _KEPT[found]


def _is_initial(text: str, at: int) -> bool:
    """Tell whether the full stop at ``at`` stands between two single letters, as in ``P.O.``."""
    left_single = at < 2 or not text[at - 2].isalnum()
    right_single = at + 2 >= len(text) or not text[at + 2].isalnum()
    return left_single and right_single


def _to_ascii(text: str) -> tuple[str, bool]:
    """Return ``text`` in ASCII and whether letters of another script had to be left out."""
    wide = unicodedata.normalize("NFKC", text).translate(_WIDE)
    wide = unicodedata.normalize("NFKD", wide).upper().translate(_WIDE)
    kept: list[str] = []
    other = False
    for char in unicodedata.normalize("NFKD", wide):
        if char < "\x80":
            kept.append(char)
        elif not unicodedata.combining(char):
            if unicodedata.category(char)[0] == "L":
                other = True
            # Invisible marks (joiners, direction marks) vanish; anything else separates.
            kept.append("" if unicodedata.category(char) == "Cf" else " ")
    return "".join(kept), other


def fold_with_script(text: str) -> tuple[str, bool]:
    """Return the folded text, and whether letters that are not Latin were left out."""
    if len(text) > _MAX_RAW:
        text = " ".join(text.split())
        # Longer text is refused by its length alone; reading more of it would only cost time.
        text = text[:_MAX_RAW]
    other = False
    if not text.isascii():
        text, other = _to_ascii(text)
    out = text.upper().translate(_PLAIN)
    if _NEEDS_MARKS.search(out):
        out = _MARKS.sub(_mark, out)
    if _MAY_GLUE.search(out):
        out = _GLUED.sub(r"\1\2 ", out)
    return " ".join(out.split()), other


def fold(text: str) -> str:
    """Return ``text`` as upper-case ASCII words separated by one blank; never raises.

    Folding twice gives the same as folding once.
    """
    return fold_with_script(text)[0]
