"""Cards for what is said of a model elsewhere than in a README: by an API or in a file's header."""

from collections.abc import Mapping
from typing import Any

from licensecheck.domain import Document, DocumentKind


def as_card(
    path: str, fields: Mapping[str, Any], url: str | None = None, component: str = "model"
) -> Document:
    """A card of front matter alone; `path` says where the fields came from.

    `fields` holds what JSON can: text, numbers, lists and maps.
    """
    from licensecheck.text.yaml_head import written  # loads YAML

    return Document(path, f"---\n{written(fields)}---\n", DocumentKind.CARD, component, url)
