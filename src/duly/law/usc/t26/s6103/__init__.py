"""26 U.S.C. § 6103: confidentiality and disclosure of returns and return information."""
