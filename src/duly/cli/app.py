"""The command line: one file per verb, wired together here."""

import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import duly
from duly.cli import (
    check,
    common,
    demo,
    demo_population,
    doctor,
    keys,
    law,
    match,
    match_review,
    order,
    report,
    rescore,
    roster,
    template,
    time,
    use,
    verify,
    why,
)
from duly.errors import DulyError, UsageError

app = typer.Typer(
    name="duly",
    help="Due process as code: what the law allows, element by element, with its citation.\n\n"
    "Law and facts as duly has them; not legal advice.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    cls=TyperGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
)
check_app = typer.Typer(help="Decide a file, a case or a later use.", no_args_is_help=True)
check_app.command("request")(check.request)
check_app.command("use")(use.use)
app.add_typer(check_app, name="check")
law_app = typer.Typer(help="The law as encoded.", no_args_is_help=True)
law_app.command("list")(law.list_)
law_app.command("show")(law.show)
law_app.command("facts")(law.facts)
law_app.command("diff")(law.diff)
app.add_typer(law_app, name="law")
order_app = typer.Typer(help="Court orders, as overlays on the law.", no_args_is_help=True)
order_app.command("list")(order.list_)
order_app.command("show")(order.show)
order_app.command("impact")(rescore.impact_)
app.add_typer(order_app, name="order")
roster_app = typer.Typer(help="The custodian's roster.", no_args_is_help=True)
roster_app.command("build")(roster.build)
app.add_typer(roster_app, name="roster")
keys_app = typer.Typer(help="The custodian's keys.", no_args_is_help=True)
keys_app.command("init")(keys.init)
app.add_typer(keys_app, name="keys")
match_app = typer.Typer(help="Who is meant, and how sure that is.", no_args_is_help=True)
match_app.command("explain")(match.explain)
match_app.command("measure")(match.measure)
match_app.command("review")(match_review.review)
app.add_typer(match_app, name="match")
demo_app = typer.Typer(help="Invented people, to try the rules on.", invoke_without_command=True)
demo_app.callback()(demo.alone)
demo_app.command("incident")(demo.incident)
demo_app.command("population")(demo_population.population)
app.add_typer(demo_app, name="demo")
report_app = typer.Typer(help="What was asked and disclosed.", no_args_is_help=True)
report_app.command("accounting")(report.accounting)
report_app.command("yearly")(report.yearly_)
report_app.command("person")(report.person_)
app.add_typer(report_app, name="report")
app.command("why")(why.why)
app.command("time")(time.time)
app.command("rescore")(rescore.rescore_)
app.command("verify")(verify.verify)
app.command("template")(template.template)
app.command("doctor")(doctor.doctor)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"duly {duly.__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Due process as code: what the law allows, element by element, with its citation.

    Law and facts as duly has them; not legal advice.
    """
    del version


def main() -> None:
    """Run the command line; every error becomes a sentence, a next step and an exit code."""
    common.settings.json = "--json" in sys.argv
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)  # so that working files are removed then, too
    try:
        code = app(standalone_mode=False)
    except DulyError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("\nduly: stopped; nothing was written.\n")
        sys.exit(130)
    except typer.Abort:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the last door: no message may leak a value
        if hasattr(error, "format_message") and hasattr(error, "show"):
            sys.exit(_usage(error))
        _confess(error)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _usage(error: Any) -> int:  # noqa: ANN401 - Typer's own errors, whose class is private
    """Show a wrong call as Typer does, or as JSON."""
    if common.settings.json:
        text = {"error": UsageError.title, "problem": error.format_message()}
        common.print_json({**text, "what_to_do": "See --help."}, error.exit_code)
    else:
        error.show()
    return int(error.exit_code)


def _tell(error: DulyError) -> None:
    if common.settings.json:
        common.print_json(
            {"error": error.title, "problem": error.problem, "what_to_do": error.what_to_do},
            error.exit_code,
        )
        return
    sys.stderr.write(f"duly: {error.title}.\n  {error}\n")
    if error.what_to_do:
        sys.stderr.write(f"  What to do: {error.what_to_do}\n")


def _confess(error: Exception) -> None:
    """Say that duly itself failed and where, never with the error's own text.

    A library's message or a traceback's values may come from a record.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "duly" in Path(frame.filename).parts]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "unknown place"
    problem = f"{type(error).__name__} at {place}"
    if common.settings.json:
        common.print_json({"error": "A fault in duly itself", "problem": problem}, 1)
        return
    sys.stderr.write(
        f"duly: A fault in duly itself ({problem}). Nothing half-written was left.\n"
        "  What to do: report this line; it holds nothing from your files.\n"
    )
