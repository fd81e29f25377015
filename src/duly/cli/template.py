"""``duly template``: empty inputs to fill in."""

import json as json_
import sys
from typing import Annotated

import typer

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.intake.template import TemplateKind, schema
from duly.intake.template import template as make


def template(
    kind: Annotated[
        TemplateKind,
        typer.Argument(help="requests, letter, custodian, answers, comparisons, roster or case."),
    ],
    only_schema: Annotated[bool, typer.Option("--schema", help="The JSON schema instead.")] = False,
    json: JsonFlag = False,
) -> None:
    """Print an empty input with its columns or keys, or its JSON schema."""
    if json:
        common.print_json({"kind": kind, "template": make(kind), "schema": schema(kind)})
    elif only_schema:
        sys.stdout.write(json_.dumps(schema(kind), indent=2) + "\n")
    else:
        sys.stdout.write(make(kind))
