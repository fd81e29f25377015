"""The data files and their hash."""

from __future__ import annotations

import re
import unicodedata
from importlib import resources

import pytest

from duly.match.gate import TABLES_VERSION, tables, tables_hash
from duly.match.gate.places import agrees, places
from duly.match.gate.pub28 import SUFFIXES
from duly.match.gate.text import fold


def test_every_data_file_is_hashed_and_names_its_source():
    folder = resources.files("duly.match").joinpath("gate", "data")
    assert sorted(file.name for file in folder.iterdir()) == sorted(tables.FILES)
    for name in tables.FILES:
        head = folder.joinpath(name).read_text(encoding="utf-8")[:400]
        assert "Source:" in head
        assert "edition" in head.lower()


def test_the_hash_names_the_tables_and_changes_with_them(monkeypatch: pytest.MonkeyPatch):
    before = tables_hash()
    assert re.fullmatch(r"[0-9a-f]{64}", before)
    assert before == tables_hash()
    assert TABLES_VERSION
    real = tables._bytes
    monkeypatch.setattr(tables, "_bytes", lambda name: real(name) + b"\n")
    assert tables_hash.__wrapped__() != before


def test_every_phrase_is_written_as_folding_writes_it():
    lexicon = tables.toml("lexicon.toml")
    lists = [
        *lexicon["placeholder"].values(),
        *lexicon["institution"].values(),
        *lexicon["beside"].values(),
        *tables.toml("foreign.toml").values(),
    ]
    phrases = [phrase for phrases in lists for phrase in phrases]
    assert [phrase for phrase in phrases if fold(phrase) != phrase] == []


def test_every_phrase_in_another_script_is_written_as_it_is_compared():
    phrases = tables.toml("lexicon.toml")["other_scripts"]["phrases"]
    assert [p for p in phrases if unicodedata.normalize("NFKC", p).casefold() != p] == []
    assert [p for p in phrases if p.isascii()] == []


def test_every_real_street_is_excepted_from_a_phrase_that_would_refuse_it():
    placeholder = tables.toml("lexicon.toml")["placeholder"]
    refused = {*placeholder["mock"], *placeholder["strong"], *placeholder["nonsense"]}
    assert set(placeholder["streets"]) <= refused


def test_every_shared_zip_is_issued():
    assert [code for code in places().shared if code not in places().zips] == []


def test_zip_and_state_agree_or_not():
    assert agrees("75201", "TX")
    assert not agrees("75201", "OK")
    assert not agrees("00000", "TX")
    assert agrees("42223", "TN")


def test_a_suffix_spelling_means_one_suffix():
    assert SUFFIXES["STREET"] == "ST"
    assert SUFFIXES["AVENU"] == "AVE"
    assert SUFFIXES["TRAILS"] == "TRL"
