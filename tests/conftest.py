"""What every folder of tests shares: the public command, run in a folder of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import settings

from duly.cli import common
from duly.cli.app import main

# No test is timed: a slow machine must not turn a property into a failure.
settings.register_profile("duly", deadline=None)
settings.load_profile("duly")


@dataclass(frozen=True)
class Said:
    """What the command answered: its exit code and its two streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on stdout."""
        return json.loads(self.out)


class Command:
    """``duly`` in a folder of its own; its keys are made once, by its own command."""

    program = Path(sys.executable).with_name("duly")

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {"DULY_KEYS": str(home / "keys"), "COLUMNS": "120"}
        self("keys", "init")

    def __call__(self, *words: object) -> Said:
        """Run it in this process: the same ``main`` that the installed command calls."""
        out, err = io.StringIO(), io.StringIO()
        arguments = ["duly", *(str(word) for word in words)]
        code = 0
        with (
            contextlib.chdir(self.home),
            mock.patch.dict(os.environ, self.environment),
            mock.patch.object(sys, "argv", arguments),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as end:
                code = int(end.code or 0)
            finally:
                common.settings.json = False
        return Said(code, out.getvalue(), err.getvalue())

    def installed(self, *words: object, **environment: str) -> Said:
        """Run the installed command as a program of its own."""
        done = subprocess.run(
            [self.program, *(str(word) for word in words)],
            cwd=self.home,
            env={**os.environ, **self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def command() -> type[Command]:
    """The class, for tests that share one folder among them."""
    return Command


@pytest.fixture
def duly(tmp_path: Path) -> Iterator[Command]:
    """The command, in an empty folder that holds nothing but keys."""
    return Command(tmp_path)
