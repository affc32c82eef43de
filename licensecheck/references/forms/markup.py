"""Bills of materials that are not JSON: XML and tag-value."""

import re

from licensecheck.references.source import Source

FILES = ("*.cdx.xml", "*bom*.xml", "*.spdx", "*.spdx.rdf", "*.spdx.xml", "*.rdf.xml")

_HOW = "bill of materials"
_PURL = re.compile(r"pkg:huggingface/[\w./%@?=&;+-]+")
_DOWNLOAD = re.compile(r"(?:PackageDownloadLocation:\s*|downloadLocation[^>]*>)([^\s<]+)")
_MODEL = re.compile(
    r"<component\b[^>]*\btype=[\"']machine-learning-model[\"'].*?</component>", re.S
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_PART = re.compile(r"<(group|name|purl|url)>\s*([^<\s]+)\s*</\1>")


def read(source: Source) -> None:
    """Every package address of Hugging Face, every download, every component that is a model."""
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), source.text)
    for line, content in enumerate(text.splitlines(), start=1):
        for found in [*_PURL.findall(content), *_DOWNLOAD.findall(content)]:
            source.add(found, line, _HOW, "address")
    for model in _MODEL.finditer(text):
        _read_model(source, model[0], text.count("\n", 0, model.start()) + 1)


def _read_model(source: Source, text: str, first: int) -> None:
    """A component by its address, or by its group and name."""
    parts = {
        part[1]: (part[2], first + text.count("\n", 0, part.start()))
        for part in _PART.finditer(text)
    }
    if "pkg:huggingface/" in parts.get("purl", ("", 0))[0]:
        return
    if "url" in parts and source.add(*parts["url"], _HOW, "address"):
        return
    group, (name, line) = parts.get("group", ("", 0))[0], parts.get("name", ("", first))
    source.add(f"{group}/{name}" if group else name, line, _HOW, "huggingface")
