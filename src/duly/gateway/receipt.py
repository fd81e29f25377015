"""The receipt of a batch: what was decided, by what, so that anyone with it can decide again.

One signed manifest per batch names the versions of law, orders, tables, roster and program
and the Merkle root over all rows. It holds commitments, never bare hashes of what could be
guessed; the openings stay with the custodian, beside the facts.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from duly.errors import InputError, VerificationError
from duly.gateway.tree import root_hash

SCHEMA = "duly/batch-manifest/v1"
ALGORITHM = "Ed25519"
ENVELOPE = {"manifest", "algorithm", "public_key", "signature"}


def row_text_sql(columns: Sequence[str]) -> str:
    """SQL for the canonical text of a row: each value length-prefixed, absent ones as ``-``.

    Unambiguous without any escaping, and easy to write in another language.
    """
    parts = [
        f"CASE WHEN \"{c}\" IS NULL THEN '-;' ELSE concat(strlen(CAST(\"{c}\" AS VARCHAR)), ':', "
        f"CAST(\"{c}\" AS VARCHAR), ';') END"
        for c in columns
    ]
    return f"concat({', '.join(parts)})"


def leaf_sql(columns: Sequence[str]) -> str:
    """SQL for the leaf hash (hex) of a row that has a column ``nonce`` (hex)."""
    text = row_text_sql(columns)
    return f"sha256('\\x00'::BLOB || unhex(nonce) || encode({text}))"


def rows_root(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """The Merkle root (hex) over the column ``leaf`` of a table, in the order of ``row``."""
    reader = con.sql(f"SELECT leaf FROM {table} ORDER BY row").to_arrow_reader(100_000)
    leaves = (bytes.fromhex(leaf) for batch in reader for leaf in batch.column(0).to_pylist())
    return root_hash(leaves).hex()


def commitment(content: bytes) -> tuple[str, str]:
    """Commit to some bytes: (commitment, nonce), both hex."""
    nonce = secrets.token_bytes(32)
    return hashlib.sha256(nonce + content).hexdigest(), nonce.hex()


def canonical(manifest: Mapping[str, Any]) -> bytes:
    """The bytes that are signed: JSON with sorted keys and no spaces."""
    return json.dumps(manifest, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def signed(manifest: Mapping[str, Any], key: bytes) -> dict[str, Any]:
    """Put a manifest into its signed envelope. ``key`` is an Ed25519 seed of 32 bytes."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {
        "manifest": dict(manifest),
        "algorithm": ALGORITHM,
        "public_key": public.hex(),
        "signature": private.sign(canonical(manifest)).hex(),
    }


def public_key(key: bytes) -> str:
    """The public half (hex) of a signing key, to hand to whoever will verify."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def opened(path: Path, *, expect_key: str | None = None) -> dict[str, Any]:
    """Read a signed manifest and check its signature.

    ``expect_key`` is the public key (hex) that must have signed; without it the signature
    shows only that the file is whole. Raises InputError or VerificationError.
    """
    try:
        envelope = json.loads(path.read_bytes())
        manifest = envelope["manifest"]
        key, signature = bytes.fromhex(envelope["public_key"]), bytes.fromhex(envelope["signature"])
        if set(envelope) != ENVELOPE or envelope["algorithm"] != ALGORITHM:
            raise ValueError("another envelope")  # noqa: TRY301 - told as the ones beside it
    except OSError:
        raise InputError(
            "the manifest cannot be opened.", "Name the folder of a run.", file=str(path)
        ) from None
    except (ValueError, KeyError, TypeError):
        raise InputError(
            "this is not a signed manifest.", "Name the folder of a run.", file=str(path)
        ) from None
    if expect_key is not None and key.hex() != expect_key.lower():
        raise VerificationError(
            "the manifest was signed with another key than expected.",
            "Ask the custodian which key is theirs, by a way that does not run through this file.",
        )
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, canonical(manifest))
    except (InvalidSignature, ValueError):
        raise VerificationError(
            "the manifest's signature does not hold: it was changed after signing.",
            "Keep the file as it is and tell the auditor.",
        ) from None
    if manifest.get("schema") != SCHEMA:
        raise InputError(
            "the manifest has another schema than this program knows.",
            "Use the version of duly that the manifest names.",
            file=str(path),
        )
    return dict(manifest)
