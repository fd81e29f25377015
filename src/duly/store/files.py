"""Files and folders that appear whole or not at all.

Results hold confidential data, so they are readable by their owner only (files 0600,
folders 0700) until the owner decides otherwise.
"""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from duly.errors import StorageError

_BLOCK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
# A guarded text keeps its first quotation marks, so that the guard can be undone exactly.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@contextmanager
def whole_file(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on success it becomes ``path`` in one step.

    If the block raises, nothing is left behind and an older ``path`` is untouched.
    Raises StorageError if ``path`` exists (unless ``overwrite``) or cannot be written.
    """
    _refuse_existing(path, overwrite=overwrite)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _storage(path, error) from None
    temporary = Path(name)
    try:
        with _told(path):
            yield temporary
        with _told(path, every=True):
            _sync(temporary)
            _refuse_existing(path, overwrite=overwrite)
            temporary.replace(path)
            _sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Give a temporary folder beside ``path``; on success it becomes ``path`` in one step.

    If the block raises, the temporary folder is removed and an older ``path`` is untouched.
    With ``overwrite`` an older folder is moved aside first and removed last. Raises
    StorageError if ``path`` exists (unless ``overwrite``) or cannot be written.
    """
    _refuse_existing(path, overwrite=overwrite)
    try:
        name = tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _storage(path, error) from None
    temporary = Path(name)
    try:
        with _told(path):
            yield temporary
        with _told(path, every=True):
            for folder, _, files in os.walk(temporary):
                for file in files:
                    _sync(Path(folder, file))
                _sync(Path(folder))
            _refuse_existing(path, overwrite=overwrite)
            _swap_folder(temporary, path)
            _sync(path.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def safe_cell(text: str) -> str:
    """Make a cell harmless in a spreadsheet: no cell starts a formula.

    A text that starts with = + - @ tab or carriage return (behind any number of ') gets a '
    in front. ``plain_cell`` undoes exactly this.
    """
    return "'" + text if _FORMULA.match(text) else text


def plain_cell(text: str) -> str:
    """Undo ``safe_cell``."""
    return text[1:] if _GUARDED.match(text) else text


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex. Raises StorageError if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise _storage(path, error, verb="read") from None
    return digest.hexdigest()


def _refuse_existing(path: Path, *, overwrite: bool) -> None:
    if not overwrite and (path.exists() or path.is_symlink()):
        raise StorageError(
            f"{path} exists already.",
            "Choose another name, or let it be replaced with --overwrite.",
        )


def _swap_folder(temporary: Path, path: Path) -> None:
    """Put ``temporary`` in the place of ``path``: a folder cannot be replaced in one step."""
    if not path.exists():
        temporary.replace(path)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".old", dir=path.parent))
    path.replace(aside)
    try:
        temporary.replace(path)
    except OSError:
        aside.replace(path)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _sync(path: Path) -> None:
    """Make the file's bytes, or the folder's names, durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _storage(path: Path, error: OSError, *, verb: str = "written") -> StorageError:
    reason = os.strerror(error.errno) if error.errno else "unknown reason"
    return StorageError(
        f"{path} cannot be {verb}: {reason}.",
        "Check that the folder exists, that you may write there and that the disk is not full.",
    )


@contextmanager
def _told(path: Path, *, every: bool = False) -> Iterator[None]:
    """Tell a full or read-only disk as a StorageError; with ``every``, any system error."""
    try:
        yield
    except OSError as error:
        if every or error.errno in _FULL:
            raise _storage(path, error) from None
        raise
