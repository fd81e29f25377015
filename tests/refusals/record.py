"""Every sentence with which duly refuses, holds, rejects or reports an error, as one text.

``python -m tests.refusals.record`` writes it anew to ``wording.txt``; the diff is for a reviewer
who reads law, not code.
"""

import ast
import csv
import importlib
import json
import pkgutil
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duly
from duly.errors import DulyError
from duly.gateway.model import Letter
from duly.gateway.run import NOT_RELEASED
from duly.intake.check import read_row
from duly.intake.requests import read_requests
from duly.law.agreements import treasury_dhs_2025
from duly.law.explain import Finding, explain
from duly.law.fact import days
from duly.law.provision import AllOf, Element, Part, Provision
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.match import MATCH_REASONS
from duly.match.gate import REASONS
from duly.orders.load import load_registry
from duly.orders.overlay import overlay
from duly.render.words import NOT_ADVICE, SHORT

WORDING = Path(__file__).with_name("wording.txt")
SOURCE = Path(duly.__file__).parent
CHECKED, MUCH_LATER = date(2026, 11, 22), date(2027, 6, 1)
STEP = "next step"

GOOD = {"request_id": "R-1", "first_name": "Marigold", "last_name": "Fennimore", "address": "x"}
BAD_CELLS = (
    ("no request_id", "request_id", ""),
    ("a request_id with a space", "request_id", "R 1"),
    ("a name longer than 200 characters", "last_name", "x" * 201),
    ("a name with a NUL", "last_name", "Fenni\0more"),
    ("a name with the mark of a failed conversion", "last_name", "Fenni\ufffdmore"),
    ("an address longer than 4,000 characters", "address", "x" * 4_001),
    ("a TIN with letters", "tin", "12-345678A"),
    ("a TIN of eight digits", "tin", "12345678"),
    ("a date of birth in another form", "date_of_birth", "31.12.1990"),
    ("a date that does not exist", "date_of_birth", "2025-02-30"),
    ("a date too far away", "date_of_birth", "1650-01-01"),
    ("an item that is not in the list", "item", "everything"),
    ("a kind of matter that is not in the list", "matter_kind", "curiosity"),
    ("a status that is not in the list", "matter_status", "sleeping"),
    ("neither yes nor no", "us_party", "perhaps"),
    ("a use that is not in the list", "uses", "criminal_investigation;gossip"),
    ("an employment that is not in the list", "recipient_employment", "friend"),
    ("a role that is not in the list", "recipient_role", "observer"),
    ("a ground that is not in the list", "removal_order_ground", "1999z"),
    ("an act that is not in the list", "offence_acts", "standing_still"),
)
HEAD = ",".join(GOOD)
FILLED = (
    "gateway/reopen.py",
    "intake/letter.py",
    "intake/parquet.py",
    "intake/readers.py",
    "intake/words.py",
    "match/roster_checks.py",
    "orders/consistency.py",
    "orders/load.py",
)
NOT_SAID = re.compile(r"SELECT|FROM|JOIN|WHERE|NULL|coalesce|read_parquet|^ | $|\n")
BAD_ROWS = (
    ("too few cells", "a.csv", f"{HEAD}\nR-1,A,B\nR-2,A,B,x\n"),
    ("too many cells", "a.csv", f"{HEAD}\nR-1,A,B,x,y\n"),
    ("the same request_id again", "a.csv", f"{HEAD}\nR-1,A,B,x\nR-1,C,D,y\n"),
    ("a cell of more than 32 KB", "a.csv", f"{HEAD}\nR-1,A,B,{'x' * 40_000}\n"),
    ("a cell that holds rows", "a.csv", f'{HEAD}\nR-1,A,"B,x\nR-2,C,D",y\n'),
    ("a line that is no JSON", "a.jsonl", f'{json.dumps(GOOD)}\n{{"request_id": \n'),
    ("a key twice", "a.jsonl", f'{json.dumps(GOOD)}\n{{"tin": "1", "tin": "2"}}\n'),
    ("not a number", "a.jsonl", f'{json.dumps(GOOD)}\n{{"tin": NaN}}\n'),
    ("an object in a cell", "a.jsonl", f'{json.dumps(GOOD)}\n{{"address": {{"a": 1}}}}\n'),
)


def wording() -> str:
    """All sentences, in the order of the law and then of the program."""
    registry = load_registry()
    fresh = overlay(HERE, registry, decided_on=CHECKED)
    stale = overlay(HERE, registry, decided_on=MUCH_LATER)
    bars = [part for part in fresh.bars if part not in HERE.bars]
    old = [part for part in stale.bars if part not in HERE.bars]
    profile = treasury_dhs_2025.HERE
    parts = [
        *heading("26 USC 6103(i)(2), element by element"),
        *elements(HERE, (*HERE.elements, *HERE.bars)),
        *heading("Court orders of the shipped registry, as checked within seven days"),
        *elements(fresh, bars),
        *heading("The same court orders, not checked for more than seven days"),
        *elements(stale, old),
        *heading(f"{profile.title} (met: {profile.words.met}, else {profile.words.not_met})"),
        *elements(profile, profile.elements),
        *heading("Facts that can be missing"),
        *facts(fresh, profile),
        *heading("What the address shows"),
        *(f"{code}: {says}" for code, says in REASONS.items()),
        *heading("What the comparison with the roster shows (for the custodian alone)"),
        *(f"{code}: {says}" for code, says in MATCH_REASONS.items()),
        *heading("Outcomes, the requester's answer, and the note under every output"),
        *(f"{word}: {says}" for word, says in SHORT.items()),
        f"to the requester: {NOT_RELEASED}",
        f"note: {NOT_ADVICE}",
        *heading("Cells that reject a row"),
        *cells(),
        *heading("Rows that are no rows of the table"),
        *rows(),
        *heading("Errors, by exit code"),
        *errors(),
        *heading("What is filled into those errors"),
        *filled(),
    ]
    return "\n".join(parts).lstrip("\n") + "\n"


def heading(text: str) -> list[str]:
    """A heading."""
    return ["", "", text, "=" * len(text)]


def elements(provision: Provision, parts: list[Part] | tuple[Part, ...]) -> Iterator[str]:
    """What is said of each element: not met, not known, what to do next."""
    unknown = findings(provision)
    for part in flat(parts):
        group = "" if isinstance(part, Element) else ", a group"
        yield f"\n{part.id} ({provision.role(part.id)}{group}; {part.cite}; {part.mark})"
        if isinstance(part, AllOf):
            continue
        yield f"  not met: {part.unmet}"
        finding = unknown[part.id]
        if finding.value is None:
            yield f"  not known: {finding.because}"
        if isinstance(part, Element) and part.person:
            yield f"  for a person: {part.person}"
        if part.next_step:
            yield f"  {STEP}: {part.next_step}"


def flat(parts: list[Part] | tuple[Part, ...]) -> Iterator[Part]:
    """Elements and groups, outer before inner."""
    for part in parts:
        yield part
        if not isinstance(part, Element):
            yield from flat(part.parts)


def findings(provision: Provision) -> dict[str, Finding]:
    """What is said of each element if nobody has stated anything but a date and a statute.

    Two statutes, because some elements speak only about one of them.
    """
    day = days(date(2026, 11, 22))
    every: dict[str, Finding] = {}

    def walk(finding: Finding) -> None:
        if finding.id not in every or every[finding.id].value is not None:
            every[finding.id] = finding
        for part in finding.parts:
            walk(part)

    for statute in ("8 USC 1253(a)(1)", "18 USC 9999"):
        case = {"statute": statute, "as_of": day}
        for finding in explain(provision, case, forum="D.C. Cir.", day=day).findings:
            walk(finding)
    return every


def facts(*provisions: Provision) -> Iterator[str]:
    """Each fact that may be missing, and how to supply it."""
    every = dict.fromkeys(fact for provision in provisions for fact in provision.facts())
    for fact in every:
        yield f"\n{fact.name} (absent means {fact.absent}; from {fact.source})"
        yield f"  It is not known {fact.says}. {fact.how}".rstrip()


def cells() -> Iterator[str]:
    """What is said of each unreadable cell."""
    for label, column, cell in BAD_CELLS:
        _, problems = read_row({**GOOD, column: cell}, {})
        yield f"\n{label}"
        yield from (f"  Column {problem.column} {problem.says}" for problem in problems)


def rows() -> Iterator[str]:
    """What stands in the reject file for each unreadable row."""
    letter = Letter.model_validate(
        {
            "letter": {"batch_id": "B", "dated": "2025-08-01", "provision": HERE.cite},
            "requester": {"agency": "Agency"},
            "signed_by": {"name": "Invented"},
        }
    )
    for label, name, text in BAD_ROWS:
        yield f"\n{label}"
        with tempfile.TemporaryDirectory() as folder:
            given, rejects = Path(folder, name), Path(folder, "rejects.csv")
            given.write_text(text, encoding="utf-8")
            with read_requests(given, letter, rejects=rejects) as stream:
                list(stream)
            with rejects.open(newline="", encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    yield f"  {row['duly_reason']} [{row['duly_law']}]"


def errors() -> Iterator[str]:
    """Each error that the program can raise, as its source says it."""
    for kind in sorted(kinds().values(), key=lambda kind: (kind.exit_code, kind.__name__)):
        raised = [found for found in calls() if found[1] == kind.__name__]
        yield f"\nexit {kind.exit_code}: {kind.title}."
        for where, _, problem, step in raised:
            yield f"  {where}: {problem}"
            yield f"    what to do: {step}"


def kinds() -> dict[str, type[DulyError]]:
    """Every class of error, by name."""
    for module in pkgutil.walk_packages(duly.__path__, "duly."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[str, type[DulyError]] = {}

    def walk(kind: type[DulyError]) -> None:
        for sub in kind.__subclasses__():
            found[sub.__name__] = sub
            walk(sub)

    walk(DulyError)
    return found


def calls() -> list[tuple[str, str, str, str]]:
    """(file, class, problem, what to do) of every error made in the source."""
    known = kinds()
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in known:
                named = {key.arg: key.value for key in node.keywords}
                given = [*node.args, *(named[k] for k in ("what_to_do",) if k in named)]
                texts = [*(said(argument) for argument in given), "", ""]
                name = str(path.relative_to(SOURCE))
                found.append((node.lineno, (name, node.func.id, texts[0], texts[1])))
    return [call for _, call in sorted(found, key=lambda one: (one[1][0], one[0]))]


def filled() -> Iterator[str]:
    """Sentences that stand in a table or an argument before they stand in an error."""
    told = {text for call in calls() for text in call[2:]}
    for name in FILLED:
        yield f"\n{name}"
        tree = ast.parse((SOURCE / name).read_text(encoding="utf-8"))
        pieces = {id(part) for node in ast.walk(tree) for part in string_parts(node)}
        texts = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in pieces
        ]
        for node in sorted(texts, key=lambda node: (node.lineno, node.col_offset)):
            text = said(node)
            if " " in text.strip() and text not in told and not NOT_SAID.search(text):
                told.add(text)
                yield f"  {text}"


def string_parts(node: ast.AST) -> Iterator[ast.AST]:
    """What is no text of its own: the pieces of a filled-in text, and docstrings."""
    if isinstance(node, ast.JoinedStr):
        yield from (part for value in node.values for part in ast.walk(value))
    if isinstance(node, ast.Expr):
        yield node.value


def said(node: ast.expr) -> str:
    """The text of an argument; what is filled in at run time stands in braces."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(said(value) for value in values)
        case ast.FormattedValue(value=value):
            return f"{{{ast.unparse(value)}}}"
        case ast.IfExp(body=body, orelse=other):
            return f"{said(body)} | {said(other)}"
        case ast.BoolOp(values=values):
            return " | ".join(said(value) for value in values)
        case _:
            return f"{{{ast.unparse(node)}}}"


def main() -> None:
    """Write the wording anew."""
    WORDING.write_text(wording(), encoding="utf-8")


if __name__ == "__main__":
    main()
