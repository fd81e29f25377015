"""The code keeps the promises that a reader relies on without reading all of it."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections import Counter
from pathlib import Path

import pytest
import typer

import duly
from duly.cli.app import app
from duly.errors import DulyError
from duly.law.fact import Fact
from duly.law.index import PROVISIONS, path_of
from duly.law.provision import Mark
from duly.law.usc.t26.s6103 import facts as f

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SOURCE = Path(duly.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
LAW = sorted((SOURCE / "law").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LONGEST = 500
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
OUTSIDE = {
    *("os", "io", "pathlib", "socket", "ssl", "urllib", "http", "time", "random", "secrets"),
    *("sqlite3", "subprocess", "tempfile", "shutil", "duckdb", "pyarrow", "pydantic", "asyncio"),
}
CALLS = {"open", "eval", "exec", "input"}
ALLOWED = {"compiled.py": {"exec"}}
"""The law is compiled to a Python function there; what is executed is what it wrote itself."""
CLOCKS = {"today", "now", "utcnow", "time", "monotonic", "localtime"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=named)
def test_no_module_is_longer_than_500_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_module_and_everything_public_in_it_says_what_it_is(path):
    module = tree(path)
    bare = [] if ast.get_docstring(module) else ["the module"]
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    for holder in (module, *(one for one in classes if not one.name.startswith("_"))):
        for node in holder.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    bare.append(node.name)
                if isinstance(node, ast.FunctionDef) and node.returns is None:
                    bare.append(f"{node.name} (what it returns)")
    assert bare == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_prints_past_the_command_line(path):
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"] == []


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=named)
def test_nothing_is_left_unfinished(path):
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    comments = [token for token in tokens if token.type == tokenize.COMMENT]
    assert [token.start[0] for token in comments if UNFINISHED.search(token.string)] == []


@pytest.mark.parametrize("path", LAW, ids=named)
def test_law_reads_no_clock_file_or_network_and_knows_no_fractions(path):
    found = []
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                found += [name.name for name in names if name.name.partition(".")[0] in OUTSIDE]
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in OUTSIDE:
                found.append(module)
            case ast.Constant(value=float()):
                found.append(f"a float in line {node.lineno}")
            case ast.Attribute(attr=name) if name in CLOCKS:
                found.append(f"{name} in line {node.lineno}")
            case ast.Call(func=ast.Name(id=name)) if name in CALLS - ALLOWED.get(path.name, set()):
                found.append(f"{name}() in line {node.lineno}")
    assert found == []


def cite_of(path: Path) -> str:
    """The citation that a path stands for: usc/t26/s6103/i_2.py is 26 USC 6103(i)(2)."""
    title, section, *below = path.relative_to(SOURCE / "law" / "usc").with_suffix("").parts
    levels = [level for part in below for level in part.split("_")]
    return f"{title[1:]} USC {section[1:]}{''.join(f'({level})' for level in levels)}"


def test_the_citation_of_a_provision_is_its_path():
    for provision in PROVISIONS:
        path = SOURCE / "law" / path_of(provision)
        assert path.is_file(), provision.cite
        if "USC" in provision.cite:
            assert provision.cite.startswith(cite_of(path))


BESIDE = ("facts", "parts", "elements", "readings", "controls", "purposes", "shared", "use", "uses")
"""How the name of a module ends that stands beside provisions and is none."""


def test_every_file_of_law_stands_for_a_citation_that_something_encoded_rests_on():
    cited = {part.cite for provision in PROVISIONS for part in provision.parts()}
    cited |= {provision.cite for provision in PROVISIONS}
    files = {SOURCE / "law" / path_of(provision) for provision in PROVISIONS}
    for path in (SOURCE / "law" / "usc").rglob("s[0-9]*/*.py"):
        parts = path.stem.split("_")
        if (
            path.stem == "__init__"
            or parts[-1] in BESIDE
            or path.with_name(f"{parts[0]}.py") in files
        ):
            continue  # the facts of a section; what belongs to one of its files
        whole = path if len(parts) < 3 else path.with_name(f"{'_'.join(parts[:2])}.py")
        assert any(cite.startswith(cite_of(whole)) for cite in cited), named(path)
    for path in (SOURCE / "law" / "usc").glob("t[0-9]*/s*.py"):
        assert any(cite.startswith(cite_of(path)) for cite in cited), named(path)


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda provision: provision.cite)
def test_every_element_has_its_citation_its_mark_and_its_sentence(provision):
    assert provision.title
    assert provision.source
    assert provision.text_read
    for part in (*provision.parts(), *provision.effects):
        assert part.cite, part.id
        assert isinstance(part.mark, Mark), part.id
        assert part.says[0].isupper(), part.id
        assert part.says.endswith((".", '"')), part.id
    for question in provision.questions:
        assert question.asks.endswith("?")
        assert len(question.readings) > 1
        assert all(reading.says and reading.held_by for reading in question.readings)


def test_every_fact_says_what_is_not_known_without_it():
    for fact in vars(f).values():
        if isinstance(fact, Fact):
            assert fact.says, fact.name
            assert not fact.says.endswith("."), fact.name
            assert not fact.how or fact.how.endswith("."), fact.name


def commands(group: typer.core.TyperGroup, before: str = "") -> set[str]:
    """Every command, as a user types it."""
    found = set()
    for name, command in group.commands.items():
        whole = f"{before} {name}".strip()
        found |= commands(command, whole) if hasattr(command, "commands") else {whole}
    return found


COMMANDS = commands(typer.main.get_command(app))
GROUPS = {command.partition(" ")[0] for command in COMMANDS if " " in command}


def documented(text: str) -> set[str]:
    """The commands that a document names, in code."""
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    typed = re.findall(r"\bduly ([a-z]+)(?: ([a-z]+))?", "\n".join(code))
    return {f"{one} {two}" if one in GROUPS else one for one, two in typed}


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=named
)
def test_every_command_that_a_document_names_exists(path):
    assert documented(path.read_text(encoding="utf-8")) - COMMANDS == set()


def test_the_readme_names_every_command():
    assert documented((ROOT / "README.md").read_text(encoding="utf-8")) == COMMANDS


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_that_begins_with_a_sentence(command):
    found = typer.main.get_command(app)
    for word in command.split():
        found = found.commands[word]
    assert found.help
    assert found.help.splitlines()[0].endswith(".")
    for parameter in found.params:
        assert getattr(parameter, "help", "") or parameter.name == "help", parameter.name


def kinds(of: type[DulyError] = DulyError) -> set[type[DulyError]]:
    """The errors of errors.py."""
    return {kind for kind in of.__subclasses__() if kind.__module__ == "duly.errors"}


def test_the_table_of_exit_codes_is_that_of_the_program():
    text = (ROOT / "docs" / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\d+) \| `?(\w+|–)`? \|", text, re.MULTILINE))
    raised = {str(kind.exit_code): kind.__name__ for kind in {DulyError, *kinds()}}
    assert rows == {**raised, "0": "–", "130": "–"}


def test_the_tree_in_errors_py_is_that_of_the_program():
    text = (SOURCE / "errors.py").read_text(encoding="utf-8")
    drawn = dict(re.findall(r"[├└]── (\w+) +(\d+)", text))
    assert drawn == {kind.__name__: str(kind.exit_code) for kind in kinds()}


def test_no_test_hides_another_of_the_same_name_or_stands_where_nobody_looks():
    for path in TESTS:
        tests = [
            node.name
            for node in tree(path).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        ]
        assert [name for name, count in Counter(tests).items() if count > 1] == [], named(path)
        assert path.name.startswith("test_") or not tests, named(path)


def test_no_two_test_files_without_a_package_share_a_name():
    loose = [p.name for p in TESTS if not (p.parent / "__init__.py").exists()]
    twice = {name for name, count in Counter(loose).items() if count > 1}
    assert twice <= {"conftest.py"}


def test_no_test_is_skipped_or_expected_to_fail():
    marks = re.compile(r"mark\.(skip|skipif|xfail)|pytest\.(skip|importorskip|xfail)\(")
    for path in TESTS:
        if path != Path(__file__):
            assert not marks.search(path.read_text(encoding="utf-8")), named(path)


def test_every_test_of_this_folder_is_collected():
    written = {
        f"{named(path)}::{node.name}"
        for path in HERE.glob("*.py")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    words = [sys.executable, "-m", "pytest", "-o", "addopts=", "--collect-only", "-q", str(HERE)]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.partition("[")[0] for line in said.splitlines() if "::" in line} == written
    assert len(written) > 15
