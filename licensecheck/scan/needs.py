"""What a file needs so that a model can be named in it, for each way that the rules know."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from licensecheck.hubs import address_globs
from licensecheck.scan.names import is_weight_file
from licensecheck.scan.patterns import CallRule, CommandRule, NameRule, Patterns, is_form, patterns
from licensecheck.scan.pieces import Need, WordPiece, needs_of

_KEYED = ("guess", "service", "openai")
"""Kinds by which a name is read that a key, and nothing else, says to be a model."""
_BY_ADDRESS = ("address", "nothing")
"""Kinds of names behind commands that are found without the command."""
_JOINED = r"[!?\s]*(?:\.|::|->)\s*"
"""Between the parts of what is called."""


class _WeightFiles:
    """Finds the name of a file of weights in a text: first its ending, which few texts have."""

    def __init__(self, endings: Sequence[str]) -> None:
        self.endings = endings
        self._ends = re.compile(rf"\.(?:{'|'.join(endings)})(?!\w)", re.IGNORECASE)

    def search(self, text: str) -> bool:
        """True for a text that has one."""
        return any(is_weight_file(_word_before(text, one)) for one in self._ends.finditer(text))


def _word_before(text: str, ending: re.Match[str]) -> str:
    """A name with its ending."""
    before = re.match(r"[\w.-]*", text[max(ending.start() - _LONGEST, 0) : ending.start()][::-1])
    return (before[0][::-1] if before else "") + ending[0]


_LONGEST = 200
"""Characters of the name of a file."""


@cache
def needs() -> tuple[Need, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys(_needs(patterns())))


def _needs(known: Patterns) -> Iterator[Need]:
    yield from _of_names(known)
    yield from _of_prefixes(known.names["guess"])
    yield from needs_of(address_globs())
    for download in known.downloads:
        yield from _of_words(download.words, download.like)
    written = _WeightFiles(known.weight_files.endings)
    yield from (Need(frozenset({WordPiece(one)}), written=written) for one in written.endings)
    for glob in known.model_images:
        begun = re.compile(rf"(?<![\w./-]){re.escape(glob.partition('*')[0])}")
        yield from (replace(one, written=begun) for one in needs_of([glob], plain=False))
    packages = _bare(known.names["spacy-package"])
    yield from needs_of(packages, one_of=known.keys.requires, plain=False)
    for sign in known.signs:
        yield from _of_words([sign.words], sign.like)
    for rule in known.python:
        yield from _of_python(rule)
    for call in known.programs.calls:
        for glob in call.call:
            yield from (replace(one, written=_called(glob)) for one in needs_of([glob]))
    for command in known.commands:
        yield from _of_command(command)
    yield from needs_of(known.flags)
    yield from needs_of(known.images, plain=False)


def _of_names(known: Patterns) -> Iterator[Need]:
    """Names of services, and those in the lists of libraries."""
    programs = known.programs
    yield from needs_of((*known.evident, *chain.from_iterable(known.listed)))
    yield from needs_of((*programs.members, *programs.members.values(), *programs.classes))
    yield from needs_of((one for kind in _KEYED for one in _bare(known.names[kind])), keyed=True)
    architectures = _bare(known.names["architecture"])
    yield from needs_of(architectures, one_of=known.keys.pretrained, plain=False)


def _bare(rule: NameRule) -> Iterator[str]:
    return (glob for bare in rule.bare for glob in bare.like)


def _of_prefixes(rule: NameRule) -> Iterator[Need]:
    """Beginnings behind which any name is one; of others, the names are known."""
    for prefix, kind in rule.prefixes.items():
        if is_form(kind) or _takes_any(patterns().names[kind]):
            literal = re.escape(prefix)
            written = re.compile(rf"{literal}(?<![\w./-]{literal})[\w@{{$]")
            yield from (replace(one, written=written) for one in needs_of([prefix], keyed=True))


def _takes_any(rule: NameRule) -> bool:
    plain = any(not list(needs_of([glob])) for glob in _bare(rule))
    return plain or rule.long or bool(rule.slash or rule.strangers)


def _of_words(rows: Iterable[tuple[str, ...]], like: str) -> Iterator[Need]:
    return (Need(frozenset(map(WordPiece, row)), written=re.compile(like)) for row in rows)


def _of_python(rule: CallRule) -> Iterator[Need]:
    """A function of Python: its name, the keywords that it is given a model by, and texts that it
    must be given."""
    plain = any(isinstance(one, int) or one in ("function", "module") for one in rule.model)
    keywords = () if plain else tuple(str(one).partition(".")[0] for one in rule.model)
    texts = tuple(one for one in rule.when.values() if isinstance(one, str))
    yield from needs_of(texts)
    for glob in rule.call if rule.model else ():
        root = glob.partition(".")[0]
        written = _imported(root) if root.isidentifier() else _called(glob)
        for need in needs_of(["/".join((glob, *texts))], one_of=keywords):
            yield replace(need, written=written, library=not root.startswith("*"))


def _imported(root: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:from|import)\b[^\n]*\b{root}\b")


def _called(glob: str) -> re.Pattern[str] | None:
    """A function by the last parts of what it is called by; None where any may be."""
    parts = glob.removeprefix("*.").split(".")
    if not all(map(str.isidentifier, parts)):
        return None
    # A literal that a pattern begins with is found many times faster than what stands before it.
    parts[0] += rf"(?<!\w{parts[0]})"
    return re.compile(rf"{_JOINED.join(parts)}\b(?=\W*[(!<])")


def _of_command(rule: CommandRule) -> Iterator[Need]:
    """A command: its words, and one of its flags where only these name a model."""
    if rule.names in _BY_ADDRESS:
        return
    flags = "|".join(map(re.escape, rule.flags)) if rule.model < 0 else ""
    names = tuple(_bare(patterns().names[rule.names])) if rule.names == "spacy-package" else ()
    whole = [""]
    for word in rule.command:
        whole = [f"{before} {one}" for before in whole for one in word.split("|")]
    for need in needs_of(whole, one_of=names):
        yield replace(need, written=re.compile(flags) if flags else None)
