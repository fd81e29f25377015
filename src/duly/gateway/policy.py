"""What a custodian may choose. Each number here is ours, not the law's, and says so."""

from dataclasses import asdict, dataclass, field

from duly.law.provision import FORUMS
from duly.match import MatchPolicy


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices under which a batch is decided; part of every receipt.

    ``forum``: where the custodian would be sued, which settles the readings that are live.
    ``officer_limit``: for how many people one officer may be named in a batch before a
    person must confirm that they work on each of these matters (the law has no number).
    ``large_batch``: from how many rows on a value copied to every row is a finding.
    ``stale_days``: after how many days an order that nobody has re-checked makes a
    permissive outcome that depends on it HOLD.
    """

    forum: str = FORUMS[0]
    officer_limit: int = 10
    large_batch: int = 100
    stale_days: int = 7
    match: MatchPolicy = field(default_factory=MatchPolicy)

    def __post_init__(self) -> None:
        """Refuse a policy that nobody can have meant."""
        if self.forum not in FORUMS:
            raise ValueError(f"forum must be one of: {', '.join(FORUMS)}")
        if min(self.officer_limit, self.large_batch, self.stale_days) < 1:
            raise ValueError("limits must be at least 1")

    def as_dict(self) -> dict[str, object]:
        """Plain data, for the receipt."""
        return asdict(self)
