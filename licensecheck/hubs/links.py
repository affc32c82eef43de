"""Symbolic links in a repository, whose content is the path of another file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from licensecheck.errors import UnavailableError
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.listing import ListedFile, behind_link
from licensecheck.hubs.wanted import Wanted

Answers = list[HubAnswer | UnavailableError]


def through_links(
    chosen: Sequence[Wanted],
    fetch: Callable[[list[Wanted]], Answers],
    listed: Mapping[str, ListedFile],
) -> tuple[Answers, dict[str, ListedFile]]:
    """Answers for the wanted files, those behind links where one is, and what is listed for each.

    A link that leads to no file of the repository stays what it is and counts as absent: 404.
    """
    answers = fetch(list(chosen))
    targets: dict[int, Wanted] = {}
    known = dict(listed)
    for place, (file, answer) in enumerate(zip(chosen, answers, strict=True)):
        if not listed[file.path].is_link or isinstance(answer, UnavailableError):
            continue
        target = behind_link(file.path, answer.body, listed) if answer.status == 200 else None
        if target is None:
            answers[place] = replace(answer, status=404)
        else:
            targets[place] = replace(file, path=target)
            known[file.path] = listed[target]
    for place, answer in zip(targets, fetch(list(targets.values())), strict=True):
        answers[place] = answer
    return answers, known
