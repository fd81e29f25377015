"""Synthetic facts for the law benchmark: one row per request, every fact of (i)(2).

Each row is drawn from a hash of its key and a seed, so a table of any size begins with the
same rows. Most facts are met, some are not, some are unknown; the text columns hold names,
case numbers, periods, statutes and reasons of realistic length, with the usual rubbish among
them (blanks, placeholders, tabs, a lone sign). Nobody in it exists.
"""

from pathlib import Path

import duckdb

from duly.law.columns import SQL_TYPES
from duly.law.fact import Fact
from duly.law.usc.t26.s6103.i_2 import HERE

KEY = "request"
SEED = 6103
TODAY = 20_600  # the day as of which the law is applied: 27 May 2026
FORUM = "D.C. Cir."

Choice = tuple[int, str]
"""A weight in thousandths and an SQL expression."""

# Flags: met, not met; the rest up to 1,000 is unknown. Where the law asks that something be
# not so, the second number is the larger one.
FLAGS = {
    "received": (995, 3),
    "written": (990, 6),
    "federal_agency": (990, 5),
    "component_head_opinion": (700, 200),
    "signer_delegated": (15, 970),
    "recipient_named": (985, 10),
    "officer_shared": (60, 930),
    "engagement_confirmed": (700, 100),
    "statute_criminal": (750, 100),
    "statute_nontax": (750, 100),
    "us_party": (980, 8),
    "address_present": (985, 15),
    "address_complete": (945, 35),
    "address_locates": (960, 20),
    "reason_specific": (930, 30),
    "safeguards_met": (975, 10),
    "order_stayed": (25, 950),
    "relief_pending": (60, 910),
    "exception_inapplicable": (500, 150),
    "i6_determination": (8, 980),
    "values_copied": (300, 690),
}
# Choices: words with their weights; the rest up to 1,000 is unknown.
WORDS = {
    "authority_kind": (("title_26", 985), ("memorandum_of_understanding", 10)),
    "item": (
        ("mailing_address", 800),
        ("name", 40),
        ("tin", 40),
        ("third_party_information", 60),
        ("summoned_record", 25),
        ("taxpayer_return_information", 20),
        ("return", 10),
    ),
    "signer_office": (
        ("agency_head", 560),
        ("inspector_general", 60),
        ("component_head", 200),
        ("attorney_general", 20),
        ("united_states_attorney", 100),
        ("assistant_attorney_general", 30),
        ("other", 25),
    ),
    "department": (("dhs", 700), ("doj", 250), ("ssa", 20), ("labor", 20)),
    "recipient_employment": (("employee_of_agency", 970), ("contractor", 20)),
    "recipient_role": (("case_personnel", 930), ("responsible_official", 50), ("other", 10)),
    "matter_kind": (
        ("investigation", 760),
        ("preparation_for_proceeding", 180),
        ("grand_jury", 20),
        ("missing_or_exploited_child", 10),
        ("civil_proceeding", 20),
    ),
    "matter_status": (("open", 955), ("closed", 20), ("declined", 10)),
    "address_comparison": (("agrees", 860), ("disagrees", 60)),
    "order_ground": (("1227a", 920), ("1182a", 60)),
}
FIRST = (
    "María José Luis Ana Juan Rosa Carlos Elena Wei Yuki Mohammed Fatima Olga Иван "
    "Nguyễn Priya Raj John Mary Kwame Aïcha Søren Zoë Björn Leila Omar Grace Peter Ruth David"
)
LAST = (
    "García Hernández Lopez Martinez Rodríguez Smith Johnson O'Neil Nguyen Chen Kim Patel "
    "Ivanov Okafor Diallo Müller Kowalski Silva Santos Haddad Abdi Tesfaye Petrov Singh Brown "
    "Williams Mendoza Castillo Ramírez Fernández"
)
STATUTES = (
    ("8 USC 1253(a)(1)", 420),
    ("8 USC 1253(a)(1)(A)", 260),
    ("8 USC 1253(a)(1)(B)", 30),
    ("8 USC 1253(a)(1)(C)", 30),
    ("8 USC 1253(a)(1)(D)", 20),
    ("18 USC 1343", 120),
    ("18 USC 1546(a)", 60),
    ("42 USC 408(a)(7)", 25),
    ("8 USC 1324d", 15),
    ("26 USC 7201", 8),
    ("--", 4),
)
REASONS = (
    "'Final order of ' || {day} || '; the subject has not departed and the last address known "
    "is stale; the mailing address locates the subject for service in case ' || {number}\n"
    "'Needed to serve process and to interview the subject of investigation ' || {number}\n"
    "'Subject failed to present for removal on ' || {day} || ' at the place fixed by notice'\n"
    "'The address on file was returned undeliverable; a current one bears on willfulness, 8 USC "
    "1253(a)(1), matter ' || {number}\n"
    "'(See attached) To corroborate residence during the periods named, matter ' || {number}"
)
RUBBISH = ("'n/a'", "''", "repeat(chr(9), 11)", "'- - - - -'", "'investigation'", "NULL")


def _roll(name: str, below: int = 1000) -> str:
    """A number from 0 to ``below``, fixed by the row's key, the seed and a name."""
    return f"(hash({KEY}, {SEED}, '{name}') % {below})::INTEGER"


def _pick(name: str, choices: tuple[Choice, ...], otherwise: str = "NULL") -> str:
    """One of some expressions by weight."""
    cases, upto = [], 0
    for weight, expression in choices:
        upto += weight
        cases.append(f"WHEN {upto} > {_roll(name)} THEN {expression}")
    return f"CASE {' '.join(cases)} ELSE {otherwise} END"


def _one_of(name: str, spaced: str) -> str:
    words = spaced.split()
    listed = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    return f"([{listed}])[1 + {_roll(name, len(words))}]"


def _text(name: str) -> str:
    serial = f"lpad({_roll('case', 900_000)}::VARCHAR, 6, '0')"
    number = f"(2019 + {_roll('year', 7)}) || '-' || {serial}"
    match name:
        case "taxpayer_name":
            full = (
                f"{_one_of('first', FIRST)} || ' ' || {_one_of('middle', FIRST)} || ' ' || "
                f"{_one_of('last', LAST)}"
            )
            short = f"{_one_of('last', LAST)} || ', ' || {_one_of('first', FIRST)}"
            return _pick(name, ((780, full), (205, short), (4, "'X'"), (4, "'???'"), (2, "''")))
        case "matter_id":
            return _pick(name, ((975, f"'HSI-' || {number}"), (8, "'--'"), (7, "'TBD #'")))
        case "order_number":
            return f"'A' || {number}"
        case "periods":
            year = f"(2018 + {_roll('period', 6)})"
            return _pick(
                name,
                (
                    (400, f"{year}::VARCHAR"),
                    (300, f"{year} || '; ' || ({year} + 1)"),
                    (200, f"{year} || '-' || ({year} + 2)"),
                    (85, f"{year} || 'Q' || (1 + {_roll('quarter', 4)})"),
                    (5, "'all years'"),
                    (3, "''"),
                ),
            )
        case "statute":
            return _pick(name, tuple((weight, f"'{cite}'") for cite, weight in STATUTES))
        case "reason":
            day = f"strftime(DATE '2019-01-01' + {_roll('reason day', 2000)}, '%d %B %Y')"
            good = [text.format(day=day, number=number) for text in REASONS.split("\n")]
            weights = (380, 220, 150, 180, 52)
            rubbish = tuple((3, text) for text in RUBBISH)
            return _pick(name, (*zip(weights, good, strict=True), *rubbish))
    raise ValueError(f"no synthetic text for {name}")


def _expression(fact: Fact) -> str:
    name = fact.name
    if name in FLAGS:
        yes, no = FLAGS[name]
        return _pick(name, ((yes, "TRUE"), (no, "FALSE")))
    if name in WORDS:
        return _pick(name, tuple((weight, f"'{word}'") for word, weight in WORDS[name]))
    match name:
        case "as_of":
            return str(TODAY)
        case "matter_opened_on":
            return _pick(name, ((985, f"{TODAY} - {_roll('opened', 1500)}"), (5, f"{TODAY} + 5")))
        case "order_final_on":
            return _pick(name, ((965, f"{TODAY} - {_roll('final', 2500)}"), (10, f"{TODAY} + 9")))
        case "uses":  # bits in the order of the fact's choices
            weights = ((500, "2"), (300, "1"), (150, "3"), (10, "4"), (25, "10"), (5, "0"))
            return _pick(name, weights)
        case "acts":
            weights = ((600, "1"), (150, "9"), (100, "2"), (70, "4"), (50, "8"), (10, "0"))
            return _pick(name, weights)
    return _text(name)


def write(path: Path, rows: int) -> None:
    """Write the facts of ``rows`` requests to a Parquet file."""
    columns = ",\n".join(
        f"({_expression(fact)})::{SQL_TYPES[fact.kind]} AS {fact.name}" for fact in HERE.facts()
    )
    query = f"SELECT {KEY},\n{columns}\nFROM (SELECT range AS {KEY} FROM range({rows}))"
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
