"""Whether a sentence that puts something under a licence holds for what is here today."""

from licensecheck.knowledge.phrases import Phrase

_PLANNED = Phrase("granted/planned")
_ANOTHER = Phrase("granted/another-release")
_WHOLE = Phrase("granted/whole-told-apart")


def is_planned(text: str) -> bool:
    """True for what is to be put under a licence one day."""
    return bool(_PLANNED.search(text))


def is_of_another_release(text: str) -> bool:
    """True for what is said of an earlier model, of one for show, or of a licence that it had."""
    return bool(_ANOTHER.search(text))


def tells_whole_apart(text: str) -> bool:
    """True for "the adapter is MIT, the full model follows its base"."""
    return bool(_WHOLE.search(text))
