"""The README.txt of a built incident: what each file is, and which figures are made up."""

from duly.gateway.incident.strata import TOTALS, Strata

_HEAD = """\
THE INCIDENT IN SMALL
=====================

Every person, name, address and number in this folder is invented. No taxpayer number here can
belong to anybody: the fourth and fifth digits are 00, which was never issued. Cities and ZIP
codes are real so that they can be checked; streets and houses are not.

The totals follow what was published about the request of 27 June 2025 and the addresses sent on
7 August 2025. Figures marked "synthetic" below are made up, because nobody has published them.
They make sure that each defect occurs. They say nothing about how often it occurred.

Files
-----
requests.csv        the request file, with the columns that were reported. duly does not know
                    the column fingerprint_id; it is kept to show that this is said aloud.
letter.toml         the header letter: one officer, one reason, one statute, one range of years
                    for everybody.
custodian.toml      what only the custodian knows.
comparisons.csv     the address comparisons that were made: only those of the address rule.
                    The TIN rule made none.
roster/             the custodian's own records, 2022 to 2024: person.csv, person_name.csv,
                    person_address.csv.
truth.csv           who was really meant, and which defect each row has. For measuring. A
                    decision never reads it.
cured/              a few of the same people, asked for as the statute says, each with an own
                    officer, matter and reason. The last rows (X17 in cured/truth.csv) carry a
                    relative's TIN and must not be released.
cured-with-notice/  the custodian's file once a court's exception and notice are recorded.

Assumptions of ours
-------------------
- All patently deficient addresses lie on the TIN path, because the address path compared
  addresses.
- The address rule was exact equality of the text of name and address.
- Every row that the TIN rule sends has a five-digit number in its address, so that both
  reported forms of that rule (not blank; a number that looks like a ZIP) send the same rows.
- "About 33,000 updated addresses" are rows of the TIN path whose address was not the current one.
- Which rows carry a TIN, beyond those sent by it, is not known.
- At even house numbers live people on the roster, at odd ones people who are not.
"""


def readme(counts: Strata, seed: int) -> str:
    """Write the text of README.txt for a file of these counts."""
    lines = [
        _HEAD,
        f"Figures ({counts.rows:,} rows, seed {seed})",
        "-------",
        f"{'':24}{'code':6}{'rows here':>12}{'full size':>12}  mark and source",
    ]
    sums = {
        "requests": counts.rows,
        "released": counts.released,
        "tin": counts.tin_path,
        "address": counts.address_path,
        "none": counts.not_matched,
    }
    for key, figure in TOTALS.items():
        lines.append(
            f"{'total: ' + key:30}{sums[key]:>12,}{figure.rows:>12,}"
            f"  {figure.mark}: {figure.source}"
        )
    for one in counts.strata:
        figure = one.figure
        lines += [
            (
                f"{one.key:24}{one.defect:6}{counts.counts[one.key]:>12,}{figure.rows:>12,}"
                f"  {figure.mark}: {figure.source}"
            ),
            f"{'':24}{one.says}",
        ]
    return "\n".join(lines) + "\n"
