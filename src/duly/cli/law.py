"""``duly law``: what is encoded, and one provision as a page of the law book."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.errors import InputError, NoVersionError, UsageError
from duly.gateway.rescore import history_of
from duly.gateway.versions import difference
from duly.law import index
from duly.law.book import chapter
from duly.law.fact import day, days
from duly.law.provision import FORUMS, Provision
from duly.orders.load import load_registry
from duly.render.data import provision_data
from duly.render.history import difference_data, difference_page
from duly.render.terminal import provision_page
from duly.render.words import NOT_ADVICE

AsOf = Annotated[str | None, typer.Option("--as-of", help="Law as of this date (default today).")]


def list_(
    as_of: AsOf = None,
    doors: Annotated[
        bool, typer.Option("--doors", help="Only provisions under which something may leave.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """List every provision that is encoded and in force on the date."""
    on = common.parse_date(as_of, "--as-of") or common.today()
    verified = load_registry().last_verified_on
    known = index.DOORS if doors else index.PROVISIONS
    rows = [p for p in known if p.in_force(days(on))]
    if not rows:
        raise NoVersionError(
            "duly has read no law that is in force on that date.", "Choose a later --as-of date."
        )
    if json:
        common.print_json(
            {
                "law_as_of": on.isoformat(),
                "orders_last_verified": str(verified),
                "law_sha256": index.law_hash(),
                "provisions": [
                    {
                        "cite": p.cite,
                        "title": p.title,
                        "elements": len(p.leaves()),
                        "contested": [q.id for q in p.questions],
                        "text_read": p.text_read,
                        "file": index.path_of(p),
                    }
                    for p in rows
                ],
            }
        )
        return
    table = Table(box=None, padding=(0, 1))
    for name in ("provision", "what it is", "elements", "contested"):
        table.add_column(name, no_wrap=name == "provision")
    for p in rows:
        contested = ", ".join(q.id for q in p.questions)
        table.add_row(p.cite, p.title, str(len(p.leaves())), contested)
    console = common.out()
    console.print(f"Law as of {on}, orders last verified {verified}.")
    console.print(table)
    console.print(NOT_ADVICE, style="dim")


def facts(
    cite: Annotated[str, typer.Argument(help='For example "26 USC 6103(c)".')],
    as_of: AsOf = None,
    json: JsonFlag = False,
) -> None:
    """List the facts that a provision asks for: who supplies each, in which form, and how."""
    on = common.parse_date(as_of, "--as-of") or common.today()
    provision = _found(cite, days(on))
    rows = [
        {
            "fact": fact.name,
            "says": fact.says,
            "from": fact.source.value,
            "form": str(fact.kind),
            "choices": list(fact.choices),
            "how": fact.how,
        }
        for fact in provision.facts()
    ]
    if json:
        common.print_json({"provision": provision.cite, "facts": rows})
        return
    table = Table(box=None, padding=(0, 1))
    for name in ("fact", "from", "what is asked, and how to supply it"):
        table.add_column(name, no_wrap=name == "fact")
    for row in rows:
        choices = f" ({row['form']}: {', '.join(row['choices'])})" if row["choices"] else ""
        table.add_row(
            str(row["fact"]), str(row["from"]), f"{row['says']}{choices}. {row['how']}".strip()
        )
    console = common.out()
    console.print(f"{provision.cite}. {provision.title}", style="bold")
    console.print(table)


def diff(
    cite: Annotated[str, typer.Argument(help='For example "26 USC 6103(i)(2)".')],
    before: Annotated[str, typer.Argument(help="One day, YYYY-MM-DD.")],
    after: Annotated[str, typer.Argument(help="A later day.")],
    orders: Annotated[
        list[Path] | None, typer.Option("--orders", help="Your own folder of orders (repeatable).")
    ] = None,
    in_: Annotated[Path | None, typer.Option("--in", help="Count on the rows of this run.")] = None,
    forum: Annotated[str, typer.Option(help=f"{', '.join(FORUMS)}.")] = FORUMS[0],
    json: JsonFlag = False,
) -> None:
    """Compare a provision with its orders on two days: what differs, what is proved, which rows."""
    days_ = [common.parse_date(text, "a day") for text in (before, after)]
    one, two = days_
    if one is None or two is None or one > two or forum not in FORUMS:
        raise UsageError(
            "two days in order of time, and a forum that duly knows, are needed.",
            "Write for example: duly law diff '26 USC 6103(i)(2)' 2025-08-01 2026-03-01",
        )
    for day_ in (one, two):
        _found(cite, days(day_))
    found = difference(
        cite,
        load_registry(*(orders or ())),
        one,
        two,
        forum=forum,
        history=history_of(in_) if in_ else None,
    )
    if json:
        common.print_json(difference_data(found))
        return
    common.out().print(difference_page(found))


def show(
    cite: Annotated[str, typer.Argument(help='For example "26 USC 6103(i)(2)".')],
    as_of: AsOf = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="The whole chapter of the law book, as Markdown.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Show one provision: elements with condition, citation and mark, bars and readings."""
    on = common.parse_date(as_of, "--as-of") or common.today()
    verified = load_registry().last_verified_on
    provision = _found(cite, days(on))
    if json:
        content = provision_data(provision)
        common.print_json(
            {"law_as_of": on.isoformat(), "orders_last_verified": str(verified), **content}
        )
        return
    if markdown:
        sys.stdout.write(chapter(provision))
        return
    console = common.out()
    console.print(
        f"Law as of {on} (read since {day(provision.since)}), orders last verified {verified}."
    )
    console.print(provision_page(provision))
    console.print(NOT_ADVICE, style="dim")


def _found(cite: str, day: int) -> Provision:
    try:
        return index.find(cite, day)
    except index.NotInForce as error:
        raise NoVersionError(str(error), "Choose a later --as-of date.") from None
    except LookupError as error:
        raise InputError(str(error), "See duly law list.") from None
