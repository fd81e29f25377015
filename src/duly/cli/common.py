"""What all commands share: streams, JSON, dates, progress, keys.

Talk goes to stderr, data to stdout; progress shows only on a terminal; ``--json`` prints one
object with ``exit_code`` in it.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from duly.errors import UsageError
from duly.gateway.run import Keys
from duly.store.keys import init_key, load_key

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
QuietFlag = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")]
STAGES = {
    "read": "reading requests",
    "addresses": "classing addresses",
    "roster": "reading the roster",
    "match": "comparing with the roster",
    "law": "applying the law",
    "words": "writing reasons",
    "write": "writing results",
}


@dataclass
class Settings:
    """Set once by the command line; read when an error is shown."""

    json: bool = False


settings = Settings()


def out() -> Console:
    """The console for data. No markup: square brackets in a text are only brackets."""
    return Console(highlight=False, markup=False, width=_width(sys.stdout.isatty()))


def talk() -> Console:
    """The console for everything that is said besides."""
    return Console(stderr=True, highlight=False, markup=False)


def sign(ok: bool | None) -> Text:
    """A tick, a cross or an exclamation mark; the words beside it say the same."""
    shown, style = {True: ("✓", "green"), False: ("✗", "red"), None: ("!", "yellow")}[ok]
    return Text(shown, style=style)


def _width(terminal: bool) -> int | None:
    return None if terminal or "COLUMNS" in os.environ else 100


def print_json(content: dict[str, Any], exit_code: int = 0) -> None:
    """Print one object on stdout, with the exit code in it."""
    text = json.dumps({**content, "exit_code": exit_code}, ensure_ascii=False, indent=2)
    sys.stdout.write(f"{text}\n")


def program() -> str:
    """How this program was called, so that a printed command can be typed as it stands."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return "python -m duly"
    return str(called) if "/" in sys.argv[0] and not called.is_absolute() else "duly"


def today() -> date:
    """The date of the machine's clock (UTC): read here and nowhere below."""
    return datetime.now(UTC).date()


def parse_date(text: str | None, option: str) -> date | None:
    """Read a date option. Raises UsageError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} is not a date.", "Write it as YYYY-MM-DD.") from None


def keys_folder(given: Path | None) -> Path:
    """Where the custodian's keys are: the option, DULY_KEYS, or .duly/keys here."""
    if given is not None:
        return given
    return Path(os.environ.get("DULY_KEYS", ".duly/keys"))


def load_keys(given: Path | None) -> Keys:
    """Read both keys. Raises InputError that says to run ``duly keys init``."""
    folder = keys_folder(given)
    return Keys(load_key(folder / "reference.key"), load_key(folder / "signing.key"))


def make_keys(given: Path | None) -> Path:
    """Make both keys in the folder; refuses to replace one."""
    folder = keys_folder(given)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    init_key(folder / "reference.key")
    init_key(folder / "signing.key")
    return folder


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Any]:
    """A callback for stages of work; a bar on stderr when that is a terminal."""
    console = talk()
    if quiet or settings.json or not console.is_terminal:
        yield lambda _stage, _done, _of: None
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("starting", total=None)

        def show(stage: str, done: int, of: int | None) -> None:
            bar.update(task, description=STAGES.get(stage, stage), completed=done, total=of)

        yield show


LAST_RUN = Path(".duly/last-run")


def remember_run(folder: Path) -> None:
    """Note the last run here, so that ``duly why`` needs no folder."""
    LAST_RUN.parent.mkdir(parents=True, exist_ok=True)
    LAST_RUN.write_text(f"{folder.resolve()}\n")


def run_folder(given: Path | None) -> Path:
    """The run's folder: the option, or the last run here. Raises UsageError."""
    if given is not None:
        return given.parent if given.is_file() else given
    try:
        found = Path(LAST_RUN.read_text().strip())
    except OSError:
        raise UsageError(
            "there has been no run here.", "Name its folder with --in, or run duly check request."
        ) from None
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found
