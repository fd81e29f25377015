"""Finding provisions by citation, and files by citation and back."""

import hashlib
import importlib
import pkgutil
import re
from dataclasses import replace
from pathlib import Path

import pytest

import duly.law
from duly.law import index
from duly.law.fact import Fact
from duly.law.index import PROVISIONS, canonical, canonical_statute, find, law_hash, path_of
from duly.law.provision import AllOf, AnyOf, Element, Provision
from duly.law.usc.statutes import STATUTES

LAW = Path(duly.law.__file__).parent
TODAY = 20_500


@pytest.mark.parametrize(
    ("spelling", "cite"),
    [
        ("26 USC 6103(i)(2)", "26 USC 6103(i)(2)"),
        ("26 U.S.C. § 6103 (i)(2)", "26 USC 6103(i)(2)"),
        ("26 u.s.c. §6103(I)(2)", "26 USC 6103(i)(2)"),
        ("6103(i)(2)", "26 USC 6103(i)(2)"),
        ("§ 6103(i)(2)", "26 USC 6103(i)(2)"),
        ("section 6103 (i) (2)", "26 USC 6103(i)(2)"),
        ("IRC § 6103(i)(2)", "26 USC 6103(i)(2)"),
        ("I.R.C. sec. 6103(a)", "26 USC 6103(a)"),
        ("1324d", "8 USC 1324d"),
        ("treasury-dhs 2025", "Treasury-DHS 2025"),
        ("26 USC 6103(b)(2)-(3)", "26 USC 6103(b)(2)-(3)"),
    ],
)
def test_the_usual_spellings_find_the_provision(spelling, cite):
    assert canonical(spelling) == cite
    assert find(spelling, TODAY).cite == cite


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("8 U.S.C. § 1253(a)(1)", "8 USC 1253(a)(1)"),
        ("8 USC 1253(A)(1)", "8 USC 1253(a)(1)"),
        ("8 usc sec. 1253 (a) (1) (c)", "8 USC 1253(a)(1)(C)"),
        ("Title 8, United States Code, Section 1253(a)(1)", "8 USC 1253(a)(1)"),
        ("  8 U. S. C. §§ 1324d ", "8 USC 1324d"),
        ("8 USC 1324D.", "8 USC 1324d"),
        ("18 U.S.C. § 1028A(a)(1)", "18 USC 1028A(a)(1)"),
        ("42 U.S.C. § 2000e–5", "42 USC 2000e-5"),
        ("IRC 7201", "26 USC 7201"),
        ("26 U.S.C.A. § 7201", "26 USC 7201"),
        # Not one citation, or none: left as it is, so that a person looks.
        ("8 USC 1253(a)(1)(A)-(D)", "8 USC 1253(a)(1)(A)-(D)"),
        ("8 USC 1253(a)(1); 8 USC 1326", "8 USC 1253(a)(1); 8 USC 1326"),
        ("1253(a)(1)", "1253(a)(1)"),
        ("immigration law", "immigration law"),
        ("８ USC 1253", "８ USC 1253"),
        ("8 USC 1253(a)(1)\n", "8 USC 1253(a)(1)\n"),
        ("", ""),
    ],
)
def test_a_statute_that_a_request_cites_has_one_form(written, expected):
    assert canonical_statute(written) == expected


def test_canonical_forms_stay_as_they_are():
    for statute in STATUTES:
        assert canonical_statute(statute.cite) == statute.cite
    for provision in PROVISIONS:
        assert canonical(provision.cite) == provision.cite


def test_an_unknown_citation_is_refused_with_what_comes_near():
    with pytest.raises(index.UnknownCitation, match=r"not encoded\. Did you mean") as refused:
        find("26 USC 6103(i)(9)", TODAY)
    assert "26 USC 6103(i)(8)" in refused.value.args


def test_an_unknown_citation_is_answered_with_its_parts_or_with_what_it_is_part_of():
    with pytest.raises(index.UnknownCitation) as refused:
        find("26 USC 6103(i)(3)", TODAY)
    assert refused.value.args[1:] == (
        "26 USC 6103(i)(3)(A)",
        "26 USC 6103(i)(3)(B)(i)",
        "26 USC 6103(i)(3)(B)(ii)",
        "26 USC 6103(i)(3)(C)",
    )
    with pytest.raises(index.UnknownCitation) as refused:
        find("26 USC 6103(i)(2)(A)", TODAY)
    assert refused.value.args[1:] == ("26 USC 6103(i)(2)",)


def test_a_citation_near_nothing_is_refused_plainly():
    with pytest.raises(LookupError) as refused:
        find("Magna Carta", TODAY)
    assert str(refused.value) == "Magna Carta is not encoded."


def test_a_provision_is_not_applied_before_the_text_that_was_read():
    since = PROVISIONS[0].since
    assert find("6103(i)(2)", since)
    with pytest.raises(index.NotInForce, match="no version of it is in force"):
        find("6103(i)(2)", since - 1)


def test_the_memorandum_is_in_force_from_7_april_2025():
    with pytest.raises(index.NotInForce):
        find("Treasury-DHS 2025", 20_184)
    assert find("Treasury-DHS 2025", 20_185)


def test_the_later_version_is_found_from_its_day_on(monkeypatch):
    old = PROVISIONS[0]
    new = replace(old, since=21_000, title="Amended")
    monkeypatch.setattr(index, "PROVISIONS", (replace(old, until=21_000), new))
    assert find(old.cite, 20_999).title == old.title
    assert find(old.cite, 21_000).title == "Amended"


# --- path and citation ------------------------------------------------------------------------
def _modules() -> dict[str, object]:
    found = {}
    for folder in ("usc", "agreements"):
        for module in pkgutil.walk_packages([str(LAW / folder)], f"duly.law.{folder}."):
            if not module.ispkg:
                path = "/".join(module.name.split(".")[2:]) + ".py"
                found[path] = importlib.import_module(module.name)
    return found


def _flat(module: object) -> list[object]:
    """What a module holds, tuples taken apart."""
    flat = []
    for value in vars(module).values():
        flat += value if isinstance(value, tuple) else [value]
    return flat


def _held(module: object) -> list[Provision]:
    return [value for value in _flat(module) if isinstance(value, Provision)]


def test_a_citation_leads_to_a_file_and_the_file_holds_that_citation():
    modules = _modules()
    for provision in PROVISIONS:
        assert provision in _held(modules[path_of(provision)]), provision.cite


def test_no_file_holds_a_provision_that_the_index_does_not_list_or_places_elsewhere():
    for path, module in _modules().items():
        for provision in _held(module):
            assert provision in PROVISIONS, f"{path}: {provision.cite} is not in the index"
            assert path_of(provision) == path, f"{path}: {provision.cite} belongs elsewhere"


SUPPORT = re.compile(
    r"(\w+_)?(facts|parts|elements|readings|controls|purposes)|statutes|b_build|shared|"
    r"later_use|allowed_uses"
)
"""Modules that stand beside provisions: facts, builders, readings, and what is allowed later."""


def test_every_file_named_by_a_citation_holds_a_provision_or_a_part_of_one():
    used = {id(part) for provision in PROVISIONS for part in provision.parts()}
    for path, module in _modules().items():
        if SUPPORT.fullmatch(Path(path).stem):
            continue
        parts = [value for value in _flat(module) if isinstance(value, (Element, AnyOf, AllOf))]
        assert _held(module) or any(id(part) in used for part in parts), f"{path} is stray"


@pytest.mark.parametrize(
    ("path", "cite"),
    [
        ("usc/t26/s6103/i_2.py", "26 USC 6103(i)(2)"),
        ("usc/t26/s6103/a.py", "26 USC 6103(a)"),
        ("usc/t26/s6103/b.py", "26 USC 6103(b)(6)"),
        ("usc/t8/s1324d.py", "8 USC 1324d"),
        ("agreements/treasury_dhs_2025.py", "Treasury-DHS 2025"),
    ],
)
def test_path_is_citation(path, cite):
    assert path_of(find(cite, TODAY)) == path


# --- one law ---------------------------------------------------------------------------------
def test_a_fact_has_one_meaning_in_all_provisions():
    by_name: dict[str, Fact] = {}
    for provision in PROVISIONS:
        for fact in provision.facts():
            assert by_name.setdefault(fact.name, fact) == fact


def test_no_two_provisions_share_a_citation_on_one_day():
    assert len({provision.cite for provision in PROVISIONS}) == len(PROVISIONS)


def test_the_hash_of_the_law_changes_with_one_word(monkeypatch):
    before = law_hash()
    assert len(before) == hashlib.sha256().digest_size * 2
    changed = replace(PROVISIONS[0], title=PROVISIONS[0].title + ".")
    monkeypatch.setattr(index, "PROVISIONS", (changed, *PROVISIONS[1:]))
    assert law_hash() != before


def test_the_hash_of_the_law_does_not_depend_on_the_order_of_the_index(monkeypatch):
    before = law_hash()
    monkeypatch.setattr(index, "PROVISIONS", tuple(reversed(PROVISIONS)))
    assert law_hash() == before
