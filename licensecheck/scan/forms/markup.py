"""Bills of materials that are not JSON: XML and tag-value."""

import re
from collections.abc import Iterator, Mapping

from licensecheck.scan.places import lines_of
from licensecheck.scan.source import SourceFile

FILES = ("*.cdx.xml", "*bom*.xml", "*.spdx", "*.spdx.rdf", "*.spdx.xml", "*.rdf.xml")

_HOW = "bill of materials"
_PURL = re.compile(r"pkg:huggingface/[\w./%@?=&;+-]+")
_DOWNLOAD = re.compile(r"(?:PackageDownloadLocation:\s*|downloadLocation[^<>]{0,500}>)([^\s<]+)")
_OPENED = re.compile(r"<component\b[^<>]*>")
_TYPED = re.compile(r"\btype=[\"']machine-learning-model[\"']")
# One that is not closed goes on to the end.
_COMMENT = re.compile(r"<!--(?:.*?-->|.*)", re.S)
_PART = re.compile(r"<(group|name|purl|url)>\s*([^<\s]+)\s*</\1>")


def read(source: SourceFile) -> None:
    """Every package address of Hugging Face, every download, every component that is a model."""
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), source.text)
    for line, content in enumerate(text.splitlines(), start=1):
        for found in [*_PURL.findall(content), *_DOWNLOAD.findall(content)]:
            source.add(found, line, _HOW, "address")
    line_at = lines_of(text)
    for start, end in _models(text):
        found = _PART.finditer(text, start, end)
        _read_model(
            source, {one[1]: (one[2], line_at(one.start())) for one in found}, line_at(start)
        )


def _models(text: str) -> Iterator[tuple[int, int]]:
    """Where components that are models begin, and where the next one ends."""
    end = 0
    for opened in _OPENED.finditer(text):
        if opened.start() >= end and _TYPED.search(opened[0]):
            end = text.find("</component>", opened.end())
            if end < 0:
                return
            yield opened.start(), end


def _read_model(source: SourceFile, parts: Mapping[str, tuple[str, int]], first: int) -> None:
    """A component by its address, or by its group and name."""
    if "pkg:huggingface/" in parts.get("purl", ("", 0))[0]:
        return
    if "url" in parts and source.add(*parts["url"], _HOW, "address"):
        return
    group, (name, line) = parts.get("group", ("", 0))[0], parts.get("name", ("", first))
    source.add(f"{group}/{name}" if group else name, line, _HOW, "huggingface")
