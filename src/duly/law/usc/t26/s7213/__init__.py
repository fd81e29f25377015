"""26 U.S.C. § 7213, unauthorised disclosure, and the facts that all sanctions ask about."""
