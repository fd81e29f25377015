"""Who is meant: the address gate, the custodian's roster, and the matching of requests to it.

A request must identify exactly one person on the roster. Opening another person's file is
the worst that this software could do, so every doubt ends elsewhere than in ``one``.
"""

from duly.match.errors import ErrorTableError, RequestTableError, RosterError
from duly.match.gate import Gate, GateClass, classify, classify_column, tables_hash
from duly.match.lexicon import lexicon_hash
from duly.match.matcher import (
    ASKED_TABLE,
    CANDIDATE_TABLE,
    REQUEST_COLUMNS,
    RESULT_TABLE,
    match_requests,
)
from duly.match.measured import Cell, ErrorTable, read_table, shipped_table
from duly.match.policy import CELLS, MatchPolicy
from duly.match.reasons import ANSWER_OF_REASON, MATCH_REASONS, Answer
from duly.match.replay import replay_matches
from duly.match.roster import Roster, load_roster
from duly.match.roster_sources import COLUMNS as ROSTER_COLUMNS
from duly.match.roster_sources import ROLES, RosterFiles
from duly.match.roster_store import build_roster, is_prepared_roster, open_roster, use_roster
from duly.match.roster_template import roster_schema, roster_template
from duly.match.sql import rules_hash

__all__ = [
    "ANSWER_OF_REASON",
    "ASKED_TABLE",
    "CANDIDATE_TABLE",
    "CELLS",
    "MATCH_REASONS",
    "REQUEST_COLUMNS",
    "RESULT_TABLE",
    "ROLES",
    "ROSTER_COLUMNS",
    "Answer",
    "Cell",
    "ErrorTable",
    "ErrorTableError",
    "Gate",
    "GateClass",
    "MatchPolicy",
    "RequestTableError",
    "Roster",
    "RosterError",
    "RosterFiles",
    "build_roster",
    "classify",
    "classify_column",
    "is_prepared_roster",
    "lexicon_hash",
    "load_roster",
    "match_requests",
    "open_roster",
    "read_table",
    "replay_matches",
    "roster_schema",
    "roster_template",
    "rules_hash",
    "shipped_table",
    "tables_hash",
    "use_roster",
]
