"""The pictures of README and docs: `python -m docs.pictures.make`, where what they show changed.

Both are of a model folder in our own words, made here, so that no text of others is copied. The
terminal is drawn by rich; the first screen of the HTML report is photographed by chromium.
"""

import re
import shutil
import subprocess
from contextlib import chdir
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from licensecheck import audit
from licensecheck.domain.report import Report
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import html, terminal

HERE = Path(__file__).resolve().parent
COLUMNS, WINDOW = 80, "1280,1200"
CARD = """---
license: llama3.1
base_model: meta-llama/Llama-3.1-8B
---
# Lion 8B

Lion 8B is our open-source language model for stories about animals.
"""
_FONTS = re.compile(r"\s*@font-face \{\{.*?\}\}", re.S)
"""What rich would load from elsewhere."""


def example(folder: Path) -> Report:
    """The audit of a model that calls itself open source and is under other terms."""
    (folder / "README.md").write_text(CARD, "utf-8")
    (folder / "model.safetensors").touch()
    return audit(folder, offline=True, device="cpu", threads=1)


def terminal_svg(report: Report) -> str:
    """The terminal's screen; the same report gives the same bytes, and nothing is loaded."""
    shown = terminal.render(report, installed(), width=COLUMNS, colour=True)
    console = Console(width=COLUMNS, record=True, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown))
    template = _FONTS.sub("", CONSOLE_SVG_FORMAT)
    return console.export_svg(
        title="licensecheck audit ./lion-8b", code_format=template, unique_id="lion"
    )


def photograph(report: Report, picture: Path, folder: Path) -> None:
    """The first screen of the HTML report."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        raise SystemExit("no chromium here: apt-get install chromium")
    page = folder / "report.html"
    page.write_text(html.render(report, installed()), "utf-8")
    options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    where = (f"--user-data-dir={folder / 'profile'}", f"--window-size={WINDOW}")
    command = [browser, *options, *where, f"--screenshot={picture}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own page


def main() -> None:
    """Write both pictures beside this file."""
    with TemporaryDirectory() as folder, chdir(folder):
        Path("lion-8b").mkdir()
        report = example(Path("lion-8b"))
        (HERE / "terminal.svg").write_text(terminal_svg(report), "utf-8")
        photograph(report, HERE / "report.png", Path(folder))


if __name__ == "__main__":
    main()
