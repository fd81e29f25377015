"""The Merkle tree is the one of RFC 6962, so that other programs find the same root."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.gateway.tree import leaf_hash, root_hash

# The eight leaves and roots that transparency-log implementations share as test data.
LEAVES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_the_root_is_the_published_one(size, root):
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]
    assert root_hash(leaves).hex() == root


def recursive(leaves):
    """The standard's own definition: split at the largest power of two below the size."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + recursive(leaves[:split]) + recursive(leaves[split:])).digest()


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=70))
def test_pairing_neighbours_is_the_standards_recursive_split(data):
    leaves = [leaf_hash(one) for one in data]
    assert root_hash(leaves) == recursive(leaves)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=20), st.data())
def test_changing_any_leaf_changes_the_root(data, draw):
    place = draw.draw(st.integers(0, len(data) - 1))
    changed = [*data]
    changed[place] += b"x"
    assert root_hash(map(leaf_hash, data)) != root_hash(map(leaf_hash, changed))
