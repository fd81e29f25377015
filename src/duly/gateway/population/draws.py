"""Draws as SQL: each a mixed-up number of (seed, purpose, key), nothing else.

No order of rows, number of threads, slice or version of a random generator can change one. A
cryptographic hash would do as well but takes thirty times as long, and there are about a
thousand million draws in a full population. The mixing is four rounds of "multiply, keep the
middle half of the product", on 32 bits inside 64, so that nothing overflows and each step
uses the last one only once, which keeps statements short; the three constants that tell
purposes apart come from SHA-256. tests/unit/population/test_draws.py looks for patterns.
"""

import hashlib
from dataclasses import dataclass

_MASK = (1 << 32) - 1


def _round(number: str, factor: int) -> str:
    return f"(({number} * {factor} >> 16) & {_MASK})"


_MIXED = _round(f"((key::UBIGINT + a) & {_MASK})", 3_982_152_891)
_MIXED = _round(f"xor({_MIXED}, b)", 2_890_668_881)
_MIXED = _round(f"xor({_MIXED}, c)", 3_830_770_091)
_MIXED = _round(f"xor({_MIXED}, a)", 2_654_435_769)
MACROS = f"CREATE OR REPLACE TEMP MACRO draw(key, a, b, c) AS {_MIXED}::BIGINT;"


@dataclass(frozen=True, slots=True)
class Draws:
    """The draws of one seed. A key is an SQL expression: a number from 0 up to 2 to the 32nd."""

    seed: int

    def number(self, purpose: str, key: str) -> str:
        """Write a whole number from 0 up to 2 to the 32nd."""
        digest = hashlib.sha256(f"{self.seed}:{purpose}".encode()).digest()
        a, b, c = (int.from_bytes(digest[at : at + 4], "big") for at in (0, 4, 8))
        return f"draw({key}, {a}, {b}, {c})"

    def below(self, purpose: str, key: str, limit: int | str) -> str:
        """Write a whole number from 0 up to ``limit`` (less than 2 to the 31st)."""
        return f"(({self.number(purpose, key)} * {limit}) >> 32)::BIGINT"

    def slot(self, purpose: str, key: str, bits: int) -> str:
        """Write the first ``bits`` bits of a number: a place in a table of slots."""
        return f"({self.number(purpose, key)} >> {32 - bits})::INTEGER"

    def chance(self, purpose: str, key: str, share: float | str) -> str:
        """Write true for about this share of keys; ``share`` may be a column in 2 to the 32nd."""
        limit = share if isinstance(share, str) else chances(share)
        return f"({self.number(purpose, key)} < {limit})"


def chances(share: float) -> int:
    """Write a share of one as a limit for a draw."""
    return round(share * (1 << 32))
