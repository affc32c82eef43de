"""A sentence that is understood in one file is understood in another."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef

_BAN = "Zebra may only be used for research, and commercial use of it is prohibited."


def _places(auditor: Auditor, folder: Path) -> set[str]:
    report = auditor.audit(ModelRef("local", str(folder)))
    return {one.subject for one in report.ledger.left}


@pytest.mark.parametrize("path", ["saddles.md", "README_de.md"])
def test_it_is_left_once_at_most(auditor: Auditor, folder: Path, path: str) -> None:
    (folder / "README.md").write_text(f"# Zebra\n\n## License\n\n{_BAN}\n", "utf-8")
    (folder / path).write_text(f"# Saddles\n\n{_BAN}\n", "utf-8")
    assert path not in _places(auditor, folder)


def test_other_words_are_left(auditor: Auditor, folder: Path) -> None:
    (folder / "README.md").write_text(f"# Zebra\n\n## License\n\n{_BAN}\n", "utf-8")
    other = "Zebra may only be used for research, and lent to nobody."
    (folder / "saddles.md").write_text(f"# Saddles\n\n{other}\n", "utf-8")
    assert "saddles.md" in _places(auditor, folder)
