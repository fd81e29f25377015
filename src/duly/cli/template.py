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
        typer.Argument(help="requests, letter, custodian, answers or comparisons."),
    ],
    json: Annotated[bool, typer.Option("--schema", help="The JSON schema instead.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Print an empty input with its columns or keys, or its JSON schema."""
    if as_json:
        common.print_json({"kind": kind, "template": make(kind), "schema": schema(kind)})
        return
    if json:
        sys.stdout.write(json_.dumps(schema(kind), indent=2) + "\n")
        return
    sys.stdout.write(make(kind))
