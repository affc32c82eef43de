"""Changes in the words of people: the values of reports are words for programs."""

import re
from dataclasses import replace

from licensecheck.domain import Status
from licensecheck.domain.right import RightAnswer
from licensecheck.report.directions import Change

_CRITERION = re.compile(r"([a-z-]+):([\w-]+)")
_WORDS = {str(one): str(one).replace("_", " ").lower() for one in Status} | {
    str(RightAnswer.YES_IF): "yes, with conditions",
    str(RightAnswer.PLEASE_READ): "please read",
    str(RightAnswer.NOT_SAID): "not said",
}


def in_words(change: Change) -> Change:
    """The change with its criterion and its values as people say them."""
    named = _CRITERION.fullmatch(change.what)
    return replace(
        change,
        what=f"{named[1].upper()} {named[2]}" if named else change.what,
        before=_WORDS.get(change.before, change.before),
        after=_WORDS.get(change.after, change.after),
    )


def moment(at: str) -> str:
    """A time in UTC to the minute; what is no time stays as it is."""
    found = re.match(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)", at)
    return f"{found[1]} {found[2]} UTC" if found else at
