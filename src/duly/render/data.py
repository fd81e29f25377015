"""Plain data for ``--json`` and files: the same findings and words as on the screen."""

from typing import Any

from duly.law.explain import Explanation, Finding
from duly.law.provision import Provision
from duly.orders.describe import Description
from duly.render.words import NOT_ADVICE, value_word


def explanation_data(explanation: Explanation) -> dict[str, Any]:
    """A decision with its reasons as plain data."""
    return {
        "provision": explanation.cite,
        "outcome": explanation.outcome,
        "operating": explanation.operating,
        "findings": [finding_data(finding) for finding in explanation.findings],
        "readings": [
            {
                "question": reading.question,
                "reading": reading.reading,
                "elements": value_word(reading.value),
                "outcome": reading.outcome,
                "operated_on": reading.operating,
                "live": reading.live,
            }
            for reading in explanation.readings
        ],
        "note": NOT_ADVICE,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding as plain data, its parts inside it."""
    return {
        "id": finding.id,
        "role": finding.role.value,
        "result": value_word(finding.value, applies=finding.applies),
        "says": finding.says,
        "because": finding.because,
        "law": finding.cite,
        "words": finding.words,
        "mark": finding.mark.value,
        "contested": finding.question or None,
        "next_step": finding.next_step or None,
        "for_a_person": finding.person or None,
        "missing": [
            {"fact": fact.name, "says": fact.says, "how": fact.how} for fact in finding.missing
        ],
        "parts": [finding_data(part) for part in finding.parts],
    }


def provision_data(provision: Provision) -> dict[str, Any]:
    """A provision as plain data: what is encoded, with citation and mark."""
    return {
        "cite": provision.cite,
        "title": provision.title,
        "says": provision.says,
        "source": provision.source,
        "text_read": provision.text_read,
        "sha256": provision.sha256(),
        "elements": [
            {
                "id": part.id,
                "role": provision.role(part.id).value,
                "says": part.says,
                "law": part.cite,
                "mark": part.mark.value,
                "contested": part.question or None,
            }
            for part in provision.parts()
        ],
        "effects": [
            {"id": e.id, "says": e.says, "law": e.cite, "mark": e.mark.value}
            for e in provision.effects
        ],
        "questions": [
            {
                "id": question.id,
                "asks": question.asks,
                "operate_on": question.operate_on,
                "mark": question.mark.value,
                "readings": [
                    {"id": r.id, "says": r.says, "held_by": r.held_by, "mark": r.mark.value}
                    for r in question.readings
                ],
            }
            for question in provision.questions
        ],
        "notes": list(provision.notes),
        "note": NOT_ADVICE,
    }


def order_data(described: Description) -> dict[str, Any]:
    """A court order as plain data."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in (
            (slot, getattr(described, slot)) for slot in described.__dataclass_fields__
        )
    }
