"""Files appear whole or not at all; cells start no formula; keys stay with their owner."""

import errno
import hashlib
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.errors import InputError, NotPermittedError, StorageError
from duly.store.files import plain_cell, safe_cell, sha256_of, whole_file, whole_folder
from duly.store.keys import init_key, load_key, reference


class CrashError(Exception):
    pass


def write(path, text="new", **options: bool):
    with whole_file(path, **options) as temporary:
        assert not path.exists() or path.read_text() == "old"
        temporary.write_text(text)


def test_a_whole_file_appears_only_at_the_end_and_for_its_owner_only(tmp_path):
    write(tmp_path / "a")
    assert (tmp_path / "a").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_a_crash_leaves_no_file_and_an_older_one_untouched(tmp_path):
    (tmp_path / "a").write_text("old")

    def crash(temporary):
        temporary.write_text("half")
        raise CrashError

    with pytest.raises(CrashError), whole_file(tmp_path / "a", overwrite=True) as temporary:
        crash(temporary)
    with pytest.raises(CrashError), whole_file(tmp_path / "b") as temporary:
        crash(temporary)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_an_older_file_is_replaced_only_when_told(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(StorageError, match="exists already"):
        write(tmp_path / "a")
    write(tmp_path / "a", overwrite=True)
    assert (tmp_path / "a").read_text() == "new"


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path):
    with pytest.raises(StorageError, match="exists already"), whole_file(tmp_path / "a"):
        (tmp_path / "a").write_text("old")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_missing_folder_and_a_full_disk_are_storage_errors(tmp_path):
    for whole in (whole_file, whole_folder):
        with pytest.raises(StorageError, match="cannot be written"), whole(tmp_path / "no" / "a"):
            pass
        with pytest.raises(StorageError, match="No space left"), whole(tmp_path / "a"):
            raise OSError(errno.ENOSPC, "full")
        with pytest.raises(BlockingIOError), whole(tmp_path / "a"):
            raise BlockingIOError(errno.EAGAIN, "other")
    assert list(tmp_path.iterdir()) == []


def test_a_whole_folder_appears_only_at_the_end(tmp_path):
    with whole_folder(tmp_path / "run") as temporary:
        (temporary / "sub").mkdir()
        (temporary / "sub" / "a").write_text("new")
        assert not (tmp_path / "run").exists()
    assert (tmp_path / "run" / "sub" / "a").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
    assert list(tmp_path.iterdir()) == [tmp_path / "run"]


def test_a_crash_leaves_no_folder_and_an_older_one_untouched(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "a").write_text("old")

    def crash(temporary):
        (temporary / "a").write_text("half")
        raise CrashError

    for name in ("run", "other"):
        with (
            pytest.raises(CrashError),
            whole_folder(tmp_path / name, overwrite=True) as temporary,
        ):
            crash(temporary)
    assert list(tmp_path.iterdir()) == [tmp_path / "run"]
    assert (tmp_path / "run" / "a").read_text() == "old"


def test_an_older_folder_is_replaced_only_when_told(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "old").write_text("old")
    with pytest.raises(StorageError, match="exists already"), whole_folder(tmp_path / "run"):
        pass
    with whole_folder(tmp_path / "run", overwrite=True) as temporary:
        (temporary / "a").write_text("new")
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["a"]
    assert list(tmp_path.iterdir()) == [tmp_path / "run"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''-1"])
def test_a_cell_that_would_start_a_formula_gets_a_mark_in_front(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "x", "1-1", " =1", "'x", "'"])
def test_any_other_cell_stays_as_it_is(text):
    assert safe_cell(text) == text


@given(st.text(alphabet="'=+-@\t\rx1"))
def test_the_mark_can_be_taken_off_again_exactly(text):
    assert plain_cell(safe_cell(text)) == text
    assert safe_cell(text)[:1] not in set("=+-@\t\r")


def test_the_hash_is_that_of_the_bytes(tmp_path):
    (tmp_path / "a").write_bytes(b"abc" * 1_000_000)
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"abc" * 1_000_000).hexdigest()
    with pytest.raises(StorageError, match="cannot be read"):
        sha256_of(tmp_path / "b")


def test_a_new_key_is_random_and_for_its_owner_only(tmp_path):
    for name in ("a", "b"):
        init_key(tmp_path / name)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert len(load_key(tmp_path / "a")) == 32
    assert load_key(tmp_path / "a") != load_key(tmp_path / "b")


def test_a_key_is_never_replaced(tmp_path):
    init_key(tmp_path / "a")
    before = load_key(tmp_path / "a")
    with pytest.raises(StorageError, match="never replaced"):
        init_key(tmp_path / "a")
    assert load_key(tmp_path / "a") == before
    with pytest.raises(StorageError, match="cannot be written"):
        init_key(tmp_path / "no" / "a")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_key_that_others_may_read_or_write_is_refused(tmp_path, mode):
    init_key(tmp_path / "a")
    (tmp_path / "a").chmod(mode)
    text = (tmp_path / "a").read_text().strip()
    with pytest.raises(NotPermittedError, match="others") as caught:
        load_key(tmp_path / "a")
    assert "chmod 600" in caught.value.what_to_do
    assert text not in str(caught.value)


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "A" * 64, "a" * 64 + "\nb", "a" * 200])
def test_what_is_no_key_is_refused_without_showing_it(tmp_path, text):
    (tmp_path / "a").write_text(text)
    (tmp_path / "a").chmod(0o600)
    with pytest.raises(InputError, match="not a key file") as caught:
        load_key(tmp_path / "a")
    assert not text or text not in str(caught.value)
    (tmp_path / "a").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        load_key(tmp_path / "a")


def test_a_reference_is_known_by_its_key_and_parts():
    key = bytes(32)
    assert reference(key, "a", "b") == reference(key, "a", "b")
    made = {
        reference(key),
        reference(key, ""),
        reference(key, "ab", "c"),
        reference(key, "a", "bc"),
        reference(b"\1" * 32, "ab", "c"),
    }
    assert len(made) == 5
    assert all(len(text) == 26 and text.isalnum() and text == text.lower() for text in made)
    assert reference(key, "ab", "c") == "52ufljn5urfuzk6uxwrezql7sz"  # as openssl computes it
    with pytest.raises(ValueError, match="32 bytes"):
        reference(b"short", "a")


def test_a_failed_swap_puts_the_older_folder_back(tmp_path, monkeypatch):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "old").write_text("old")
    real = os.fspath

    def replace(self, target):
        if real(target) == real(tmp_path / "run") and self.name.endswith(".part"):
            raise PermissionError(errno.EPERM, "no")
        os.rename(self, target)  # noqa: PTH104 - Path.rename and replace are what is replaced here

    monkeypatch.setattr("pathlib.Path.replace", replace)
    with (
        pytest.raises(StorageError, match="cannot be written"),
        whole_folder(tmp_path / "run", overwrite=True),
    ):
        pass
    assert (tmp_path / "run" / "old").read_text() == "old"
    assert list(tmp_path.iterdir()) == [tmp_path / "run"]
