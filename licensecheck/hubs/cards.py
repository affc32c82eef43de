"""Cards for what is said of a model elsewhere than in a README: by an API or in a file's header."""

from collections.abc import Mapping
from typing import Any

import yaml

from licensecheck.domain import Document, DocumentKind


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as such, so that it can be quoted."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def as_card(
    path: str, fields: Mapping[str, Any], url: str | None = None, component: str = "model"
) -> Document:
    """A card of front matter alone; `path` says where the fields came from.

    `fields` holds what JSON can: text, numbers, lists and maps.
    """
    block = yaml.dump(
        dict(fields), Dumper=_Dumper, allow_unicode=True, width=10**6, sort_keys=False
    )
    return Document(path, f"---\n{block}---\n", DocumentKind.CARD, component, url)
