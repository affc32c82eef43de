"""Pages of HTML as tests look at them: their elements, in a browser, and with axe."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.standards import AXE, standard

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
VOID = {"meta", "link", "br", "input"}


class Page(HTMLParser):
    """A page as its elements, with what a reader sees."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]  # set while a tag is handled
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.get_starttag_text() is None or tag not in self.open:
            raise AssertionError(f"</{tag}> closes nothing")
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


def browse(page: Path, profile: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The page in a browser of its own: its DOM on stdout, its console on stderr."""
    if CHROMIUM is None:
        pytest.skip("no chromium here (apt-get install chromium)")
    return subprocess.run(
        [
            CHROMIUM,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--enable-logging=stderr",
            f"--user-data-dir={profile}",
            *options,
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )


def console(result: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in result.stderr.splitlines() if ":CONSOLE" in line]


def barriers(text: str, scheme: str, folder: Path) -> str:
    """What axe finds wrong with a page in a colour scheme, light or dark; empty where nothing."""
    axe = standard(AXE).read_text("utf-8")
    if scheme == "dark":
        text = text.replace("(prefers-color-scheme: dark)", "all")
    probe = (
        "<script>axe.run().then(r => document.title = 'axe: ' + r.passes.length + ' passed; '"
        " + r.violations.map(v => v.id + ' ' + v.nodes[0].html).join('; ') + '.')</script></body>"
    )
    text = re.sub(r"<meta http-equiv[^>]*>", "", text)
    text = text.replace("</body>", f"<script>{axe}</script>{probe}")
    page = folder / "report.html"
    page.write_text(text, "utf-8")
    result = browse(page, folder / "profile", "--virtual-time-budget=20000")
    [title] = re.findall(r"<title>(axe[^<]*)", result.stdout)
    passed = re.fullmatch(r"axe: [1-9]\d* passed; (.*)\.", title)
    return passed[1] if passed else title
