"""Bills of materials that are not JSON: XML and tag-value. Only addresses of models are read."""

import re

from licensecheck.references.source import Source

FILES = ("*.cdx.xml", "*bom*.xml", "*.spdx", "*.spdx.rdf", "*.spdx.xml", "*.rdf.xml")

_PURL = re.compile(r"pkg:huggingface/[\w./%@?=&;+-]+")


def read(source: Source) -> None:
    """Every package address of Hugging Face."""
    for line, text in source.lines():
        for found in _PURL.findall(text):
            source.add(found, line, "bill of materials", "address")
