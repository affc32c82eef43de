"""An assistant reads in the folder of the server and nowhere else, however it spells a path."""

import os
import string
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("mcp")

from mcp.server.mcpserver.exceptions import ToolError

from licensecheck.assistant.server import Tools
from licensecheck.settings import Settings
from tests.outside import reading

CARD = "---\nlicense: apache-2.0\n---\n# Zebra\nThe secret zebra sleeps at noon.\n"
PREFIXES = (
    *("", "local:", "LOCAL:", "file:", "file://", "file:///", "file://localhost", "hf:", "pkg:"),
    *("pkg:huggingface/", "pkg:generic/", "github:", "ollama:", "oci:", "git:", "git+file://"),
    *("https://huggingface.co/", "https://", "modelscope:", "C:", "c:/", "\\\\?\\", "local:file:"),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a project, and one beside it with what is nobody's business."""
    top = tmp_path_factory.mktemp("place")
    for name in ("project/inside", "secret"):
        (top / name).mkdir(parents=True)
        (top / name / "README.md").write_text(CARD)
    (top / "secret" / "app.py").write_text('from_pretrained("acme/zebra-7b")\n')
    (top / "project" / "link").symlink_to(top / "secret")
    (top / "project" / "README.md").symlink_to(top / "secret" / "README.md")
    (top / "project" / "list.txt").symlink_to(top / "secret" / "app.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(top / "project")
        patch.setenv("HOME", str(top / "secret"))
        # A registry is asked with the login that its user keeps, wherever that lies.
        patch.setenv("DOCKER_CONFIG", str(top / "login"))
        yield top


@pytest.fixture(scope="module")
def tools(place: Path) -> Tools:
    return Tools(place / "project", Settings(cache=None, offline=True))


def ways_out(place: Path) -> list[str]:
    """Paths that lead to the folder beside the project, or into it."""
    secret = place / "secret"
    relative = (
        "../secret",
        "inside/../../secret",
        "./../secret",
        "link",
        "link/.",
        "inside/../link",
    )
    home = ("~", "~/", "~root/../..", "~/../secret", "$HOME", "%HOME%")
    whole = (str(secret), f"/{secret}", f"{place}/project/../secret", "/proc/self/cwd/../secret")
    files = ("../secret/app.py", "list.txt", f"{secret}/README.md", "README.md/../../secret")
    return [*relative, *home, *whole, *files]


def spelled(path: str, how: int) -> str:
    """A path in another spelling: some are none, which is as good."""
    ways = (
        path,
        quote(path),
        quote(path, safe=""),
        path.replace("/", "\\"),
        path.replace("..", "%2e%2e"),
        f"{path}/",
        f" {path} ",
        f"{path}#zebra",
        f"{path}@main",
        path.upper(),
        f"./{path}",
        path.replace("/", "//"),
    )
    return ways[how % len(ways)]


@settings(max_examples=300, deadline=None)
@given(data=st.data(), prefix=st.sampled_from(PREFIXES), how=st.integers(0, 11))
def test_no_spelling_leads_out_of_the_folder(
    tools: Tools, place: Path, data: st.DataObject, prefix: str, how: int
) -> None:
    noise = st.text(string.ascii_letters + "./\\~:%#@ ", max_size=12)
    path = data.draw(st.sampled_from(ways_out(place)) | noise.map(lambda one: f"{one}/../secret"))
    written = prefix + spelled(path, how)
    with reading(place / "secret") as heard:
        with suppress(ToolError):
            tools.audit(written)
        with suppress(ToolError):
            tools.check([written])
    assert heard == [], written


@pytest.mark.parametrize("written", ["local:{}", "file:{}", "file://{}", "{}"])
def test_what_lies_outside_is_refused_by_name(tools: Tools, place: Path, written: str) -> None:
    secret = written.format(place / "secret")
    with pytest.raises(ToolError, match="only what is there is read"):
        tools.audit(secret)
    with pytest.raises(ToolError, match="only what is there is read"):
        tools.check([secret])


def test_what_lies_outside_and_what_is_nowhere_are_told_alike(tools: Tools) -> None:
    def said(path: str) -> str:
        with pytest.raises(ToolError) as error:
            tools.check([path])
        return str(error.value).replace(path, "PATH")

    assert said("inside/../../secret/app.py") == said("inside/../../secret/none.py")


@pytest.mark.parametrize(
    "written",
    [
        *("inside", "./inside", "local:inside", "file:inside", "file://{}/inside", "{}/inside"),
        *("inside/../inside", "inside/"),
    ],
)
def test_a_model_in_the_folder_is_read(tools: Tools, place: Path, written: str) -> None:
    named = written.format(place / "project")
    assert tools.audit(named).licenses == ["Apache-2.0"]
    [model] = tools.check([named]).models
    assert os.path.basename(model.model) == "inside"
