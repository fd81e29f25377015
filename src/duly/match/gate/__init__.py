"""The address gate: what kind of thing stands in the address field of a request.

Offline and deterministic. It supplies facts (``present``, ``complete``, ``locates``) and never a
verdict: what follows from them is for ``duly.law``. Source of the classes: the defects reported in
the 2025 litigation (law dossier, section 5.4, X01-X09) and USPS Publication 28.
"""

from __future__ import annotations

from duly.match.gate.bulk import SCHEMA, classify_column
from duly.match.gate.decide import classify
from duly.match.gate.model import FACTS, FACTS_BY_REASON, REASONS, Facts, Gate, GateClass, Parts
from duly.match.gate.parts import PARTS, PARTS_SCHEMA, PartsGate, classify_parts
from duly.match.gate.tables import TABLES_VERSION, tables_hash

__all__ = [
    "FACTS",
    "FACTS_BY_REASON",
    "PARTS",
    "PARTS_SCHEMA",
    "REASONS",
    "SCHEMA",
    "TABLES_VERSION",
    "Facts",
    "Gate",
    "GateClass",
    "Parts",
    "PartsGate",
    "classify",
    "classify_column",
    "classify_parts",
    "tables_hash",
]
