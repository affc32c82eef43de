"""What a file of code, fields or markup says to a person: comments, sentences in quotes, values.

All else is blanked out, so that what is left stands where it stood, and is read as prose is.
"""

import re
from collections.abc import Iterator

_WORDS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u9fff\uac00-\ud7af]{2}"
    r"|(?<!\S)[^\w\s]{0,3}[^\W\d_]{2,}"
)
FEWEST_WORDS = 3
"""Words of a text in quotes that says something; fewer are a name, a path or a format."""
_LINE = re.compile(r"[^\n]")
# What stands before the words of a comment on each of its lines.
_MARGIN = re.compile(r"(?m)^[^\S\n]*(?:\*+(?!/)|#+|//+!?|--+|%+|;+|\"+|'+)(?=\s|$)")
_ESCAPED = re.compile(r"\\[nrt]")
_TAG = re.compile(r"<(?:[/!?]?[a-zA-Z][^<>]{0,2000}|!--|/?>)>?")
_QUOTED = re.compile(r"\"[^\"<>]{1,1000}\"|'[^'<>]{1,1000}'")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_HASH = _words(
    "py ipynb pyi sh bash zsh rb pl r jl yaml yml toml cfg conf ini properties po tf mk cmake nix"
    " ps1 env gin"
)
_SLASHES = _words(
    "c cc cpp cxx cu cuh h hpp rs go java js mjs cjs ts tsx jsx swift kt kts scala m mm php cs dart"
    " proto gradle groovy zig glsl"
)
_COMMENTS: dict[str, str] = {
    **dict.fromkeys(_HASH, "#"),
    **dict.fromkeys(_SLASHES, "//"),
    **dict.fromkeys(("lua", "sql", "hs"), "--"),
    **dict.fromkeys(("tex", "bib", "erl"), "%"),
    **dict.fromkeys(("lisp", "el", "clj", "asm"), ";"),
    **dict.fromkeys(("json", "jsonl", "json5"), ""),
}
"""What begins a comment up to the end of its line, by the ending of a file; empty for nothing."""
_FIELDS = _words("json jsonl json5 yaml yml toml cfg conf ini properties po env gin")
_SETTINGS = _FIELDS - {"jsonl", "po"}
_MARKUP = _words("xml html htm xhtml svg opml rdf plist")
_PAGES = _words("html htm xhtml svg")
_TABLES = {"csv": re.compile("[,;]"), "tsv": re.compile("\t")}
_CONTAINERS = frozenset({"dockerfile", "containerfile"})
"""Files to build images, whatever stands behind their names: `Dockerfile.gpu`."""
_UNENDED = {
    **dict.fromkeys(("makefile", "justfile", "cmakelists.txt"), "sh"),
    **dict.fromkeys(("rakefile", "snakefile", "vagrantfile"), "rb"),
    "jenkinsfile": "groovy",
    "dep5": "conf",
    **dict.fromkeys(("codeowners", ".gitignore", ".dockerignore", ".gitattributes"), "cfg"),
}
"""Endings that stand for those of files without one."""
_PACKED = "manifest.in"
# Which files a package of Python has: "include LICENSE.txt", "prune docs".
_PACKS = re.compile(
    r"^(?:(?:(?:global-|recursive-)?(?:include|exclude)"
    r"(?: +(?=\S{0,99}[./*]|[A-Z_]+\s)[\w./*?-]{1,99})+"
    r"|(?:graft|prune) +[\w./-]{1,99}))[^\S\n]*$",
    re.M,
)
_BLOCKS = {'"""': '"""', "'''": "'''", "/*": "*/", "<!--": "-->", "{#": "#}", "<#": "#>"}
_PROSE_ENDINGS = frozenset({"tex", "bib"})
"""Prose in which comments stand as well."""


def is_program(name: str) -> bool:
    """True for a file of code or fields, by its name."""
    return _ending(name) in _COMMENTS and _ending(name) not in _PROSE_ENDINGS


def has_elements(name: str) -> bool:
    """True for a file whose names and values a program reads, by its name."""
    return is_program(name) or _ending(name) in _MARKUP - _PAGES


def has_values(name: str) -> bool:
    """True for a file in which names stand before values, by its name."""
    return is_program(name) or _ending(name) in _MARKUP


def is_code(name: str) -> bool:
    """True for a file of code, by its name."""
    return is_program(name) and _ending(name) not in _FIELDS


def is_settings(name: str) -> bool:
    """True for a file of settings, by its name."""
    return _ending(name) in _SETTINGS


def voiced(name: str, text: str) -> str:
    """The text of a file of this name with what says nothing to a person blanked out.

    As long as the text, and each line where it was. Prose is left as it is. Linear in the text.
    """
    ending = _ending(name)
    if ending in _PROSE_ENDINGS:
        return text
    if ending in _COMMENTS:
        return _kept(text, _spoken_in_code(text, _COMMENTS[ending]))
    if ending in _MARKUP:
        return _TAG.sub(_without_tag, text)
    if name.lower().endswith(_PACKED):
        return _PACKS.sub(lambda found: _blank(found[0]), text)
    if ending in _TABLES:
        return _TABLES[ending].sub("|", text)
    return text


def _ending(name: str) -> str:
    base = name.rpartition("/")[2].lower()
    if base.partition(".")[0] in _CONTAINERS:
        return "sh"
    return _UNENDED.get(base, base.rpartition(".")[2])


def _blank(text: str) -> str:
    return _LINE.sub(" ", text)


def _kept(text: str, spans: Iterator[tuple[int, int]]) -> str:
    parts, at = list[str](), 0
    for start, end in spans:
        parts += [_blank(text[at:start]), _plain(text[start:end])]
        at = end
    return "".join((*parts, _blank(text[at:])))


def _plain(words: str) -> str:
    """Words of a comment or text in quotes without its margin, escaped line breaks as such."""
    bare = _MARGIN.sub(lambda found: " " * len(found[0]), words)
    return _ESCAPED.sub(lambda found: " \n" if found[0] == "\\n" else "  ", bare)


def _spoken_in_code(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Offsets of the words of comments and of sentences in quotes, in order."""
    opener = re.compile(
        r"\"\"\"|'''|/\*|<!--|\{#|<#|[\"'`]" + (f"|{re.escape(mark)}+!?" if mark else "")
    )
    at = 0
    while found := opener.search(text, at):
        begin, sign = found.end(), found[0]
        if sign in _BLOCKS:
            end = _upto(text, _BLOCKS[sign], begin)
            at = min(len(text), end + len(_BLOCKS[sign]))
            yield begin, end
        elif sign in ("'", '"', "`"):
            end = _end_of_quote(text, begin, sign)
            at = min(len(text), end + 1)
            if _says(text[begin:end]):
                yield begin, end
        else:
            at = end = _upto(text, "\n", begin)
            yield begin, end


def _says(words: str) -> bool:
    return len(_WORDS.findall(words)) >= FEWEST_WORDS


def _upto(text: str, closer: str, begin: int) -> int:
    end = text.find(closer, begin)
    return len(text) if end < 0 else end


def _end_of_quote(text: str, begin: int, sign: str) -> int:
    """Where a text in quotes ends: before its sign, or with its line."""
    for found in re.finditer(rf"\\.|\n|{sign}", text[begin : begin + 100_000], re.S):
        if found[0] == sign or (found[0] == "\n" and sign != "`"):
            return begin + found.start()
    return _upto(text, "\n", begin)


def _without_tag(found: re.Match[str]) -> str:
    """A tag of which only the sentences of its attributes are left."""
    kept = (
        (one.start() + 1, one.end() - 1)
        for one in _QUOTED.finditer(found[0])
        if _says(one[0]) or "://" in one[0]
    )
    return _kept(found[0], kept)
