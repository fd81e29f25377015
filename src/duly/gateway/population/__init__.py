"""A population of invented people at the real size, and requests about an eighth of them.

Ten million people in households, three years of records of them, and 1.28 million requests
written the way requesters write: with damage, other spellings and addresses that are none.
Who is meant is known, so any rule that answers requests can be counted.
"""

from duly.gateway.population.build import Population, build_population

__all__ = ["Population", "build_population"]
