"""Who is meant: the address gate, the custodian's roster, and the matching of requests to it.

A request must identify exactly one person on the roster. Opening another person's file is
the worst that this software could do, so every doubt ends elsewhere than in ``one``.
"""

from duly.match.errors import RequestTableError, RosterError
from duly.match.matcher import CANDIDATE_TABLE, REQUEST_COLUMNS, RESULT_TABLE, match_requests
from duly.match.gate import Gate, GateClass, classify, classify_column, tables_hash
from duly.match.policy import MatchPolicy
from duly.match.reasons import ANSWER_OF_REASON, MATCH_REASONS, Answer
from duly.match.roster import Roster, load_roster
from duly.match.roster_files import COLUMNS as ROSTER_COLUMNS
from duly.match.roster_files import ROLES, RosterFiles

__all__ = [
    "ANSWER_OF_REASON",
    "CANDIDATE_TABLE",
    "MATCH_REASONS",
    "REQUEST_COLUMNS",
    "RESULT_TABLE",
    "ROLES",
    "ROSTER_COLUMNS",
    "Answer",
    "Gate",
    "GateClass",
    "MatchPolicy",
    "RequestTableError",
    "Roster",
    "RosterError",
    "RosterFiles",
    "classify",
    "classify_column",
    "load_roster",
    "match_requests",
    "tables_hash",
]
