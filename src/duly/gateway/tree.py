"""The Merkle tree of RFC 6962 over the rows of a batch.

A leaf commits to a row's facts and decision together with a random nonce, so that the root
can be shown to anyone without a guess at a row being checkable.
"""

import hashlib
from collections.abc import Iterable


def leaf_hash(data: bytes) -> bytes:
    """RFC 6962 section 2.1: the hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def root_hash(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes in order; of no leaves, the hash of the empty string.

    Pairing neighbours and carrying an odd last one up gives the same tree as the standard's
    recursive split at the largest power of two.
    """
    level = list(leaves)
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        level = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ] + odd
    return level[0]
