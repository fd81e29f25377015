from pathlib import Path

import pytest

from duly.gateway.incident import IncidentFiles, build_incident


@pytest.fixture(scope="session")
def incident(tmp_path_factory: pytest.TempPathFactory) -> IncidentFiles:
    return build_incident(tmp_path_factory.mktemp("incident"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_incident(tmp_path_factory.mktemp("small"), rows=1_000, seed=7).folder
