"""The reference key, and the keyed references made with it.

A bare hash of a name or a government number hides nothing: whoever can guess the value can
check the guess. A keyed reference can be checked only by who holds the key, so the key is
kept like the records themselves: one file, readable by its owner only.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
import stat
from pathlib import Path

from duly.errors import InputError, NotPermittedError, StorageError

KEY_BYTES = 32
_DOMAIN = b"duly/reference/v1"
_LENGTH = 26  # base32 characters: 130 bits of the 256
_HEX = re.compile(rb"[0-9a-f]{64}\n?")


def init_key(path: Path) -> None:
    """Write a new random key of 32 bytes, as hex, to a new file with mode 0600.

    Raises StorageError if the file exists or cannot be written: a key is never replaced,
    because references made with the old one could no longer be matched.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise StorageError(
            f"{path} exists already; a key is never replaced.",
            "Keep using it, or choose another name for a new key.",
        ) from None
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written: {os.strerror(error.errno or 0)}.",
            "Choose a folder that exists and in which you may write.",
        ) from None
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_hex(KEY_BYTES).encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def load_key(path: Path) -> bytes:
    """Read a key of 32 bytes.

    Raises NotPermittedError if others than the owner may read or write the file, InputError
    if there is no key in it.
    """
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise NotPermittedError(
                    f"{path} can be read by others than its owner (mode {mode:04o}).",
                    f"Run: chmod 600 {path}. If others could read it, ask for a new key.",
                )
            text = file.read(2 * KEY_BYTES + 2)
    except OSError as error:
        raise InputError(
            f"the key file cannot be read: {os.strerror(error.errno or 0)}.",
            "Make one with: duly keys init",
            file=str(path),
        ) from None
    if not _HEX.fullmatch(text):
        raise InputError(
            "this is not a key file: it must hold 64 hexadecimal digits.",
            "Make one with: duly keys init",
            file=str(path),
        )
    return bytes.fromhex(text.decode("ascii").strip())


def reference(key: bytes, *parts: str) -> str:
    """Keyed reference of some texts: 26 characters of lower-case base32.

    HMAC-SHA256 over a domain name and the length-prefixed parts, so that ("ab", "c") and
    ("a", "bc") differ. The same key and parts always give the same reference. Raises
    ValueError if the key has another length than 32 bytes.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a reference key has 32 bytes")
    mac = hmac.new(key, _DOMAIN, hashlib.sha256)
    for part in parts:
        data = part.encode("utf-8")
        mac.update(len(data).to_bytes(8, "big") + data)
    return base64.b32encode(mac.digest()).decode("ascii").lower()[:_LENGTH]
