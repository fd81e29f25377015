"""One small population for all tests of this folder."""

import pytest
from parquet_rows import Asked

from duly.gateway.population import build_population


@pytest.fixture(scope="session")
def population(tmp_path_factory) -> Asked:
    """2,560 requests about 20,000 people."""
    return Asked(build_population(tmp_path_factory.mktemp("population") / "p", 2_560, seed=3))
