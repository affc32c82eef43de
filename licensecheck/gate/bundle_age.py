"""How old the answers of a bundle may be that stand for what hubs say now."""

from datetime import date, timedelta

from licensecheck.errors import UsageError
from licensecheck.hubs.bundle import open_bundle

_CLOCKS = timedelta(days=1)
"""By which the day of a bundle may lie ahead: it is that of Greenwich, and clocks differ."""


def require_fresh(named: str, most: timedelta, today: date) -> None:
    """UsageError for a bundle that is older than a policy takes, or of a day that has not come."""
    made = date.fromisoformat(open_bundle(named).made_at[:10])
    age, file = today - made, named.partition("#")[0]
    if age > most:
        message = (
            f"{file} was made on {made}, {age.days} days ago, and the policy takes none that is"
        )
        message += f" older than {most.days} day{'s' * (most.days > 1)}"
    elif age < -_CLOCKS:
        message = f"{file} says that it was made on {made}, and today is {today}"
    else:
        return
    raise UsageError(
        message, remedy="Make it again where hubs can be reached: licensecheck bundle."
    )
