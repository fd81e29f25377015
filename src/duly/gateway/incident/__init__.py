"""The incident in small: invented people in the proportions that were reported.

In August 2025 a tax custodian sent out addresses for 47,289 of about 1.28 million requests.
This folder builds a request file and a roster with the same totals, so that the rules used
then (``duly.gateway.legacy``) and duly can be run over the same rows. Every person is invented.
"""

from duly.gateway.incident.build import IncidentFiles, build_incident
from duly.gateway.incident.strata import Strata, strata

__all__ = ["IncidentFiles", "Strata", "build_incident", "strata"]
