"""`licensecheck bundle` where hubs can be reached, `--bundle` where none can."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.hubs.huggingface_double import HuggingFace, Model

CARD = b"---\nlicense: cc-by-nc-4.0\nbase_model: org/base\n---\n# Tiny\nA small model.\n"
BASE = b"---\nlicense: apache-2.0\n---\n# Base\nA base.\n"
APP = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/tiny")\n'


@pytest.fixture
def hub() -> Iterator[HuggingFace]:
    with HuggingFace() as hub:
        hub.models["org/tiny"] = Model({"README.md": CARD, "model.safetensors": b""})
        hub.models["org/base"] = Model({"README.md": BASE})
        yield hub


@pytest.fixture
def made(run: Run, hub: HuggingFace, tmp_path: Path) -> str:
    """A bundle of what a project names, as the command says that it is to be named."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text(APP)
    result = run("bundle", "app", "-o", "models.bundle", env={"HF_ENDPOINT": hub.url})
    assert result.returncode == 0, result.stderr
    hub.asked.clear()
    return result.stdout.split("--bundle ")[1].strip()


def checked(run: Run, hub: HuggingFace, *args: str, **env: str) -> dict[str, object]:
    """The report of a check, by a user who has nothing but the bundle."""
    result = run("check", "app", "--format", "json", *args, env={"HF_ENDPOINT": hub.url, **env})
    assert result.returncode in (0, 1), result.stderr
    return json.loads(result.stdout)


def test_a_check_with_a_bundle_says_the_same_and_asks_nobody(
    run: Run, hub: HuggingFace, made: str, tmp_path: Path
) -> None:
    (other := tmp_path / "other").mkdir()
    asked = checked(run, hub)["models"][0]
    hub.asked.clear()
    told = checked(run, hub, "--bundle", made, HOME=str(other))["models"][0]
    assert hub.asked == []
    assert told["reasons"] == asked["reasons"]
    assert told["report"]["lineage"] == asked["report"]["lineage"]
    assert told["report"]["revision"] == asked["report"]["revision"]
    assert told["report"]["origin"] == "cache"
    (stale,) = [p for p in told["report"]["problems"] if p["kind"] == "stale"]
    assert told["report"]["fetched_at"] in stale["message"]


def test_the_user_who_made_it_and_all_who_share_the_key_need_no_digest(
    run: Run, hub: HuggingFace, made: str, tmp_path: Path
) -> None:
    assert checked(run, hub, "--bundle", "models.bundle")["models"]
    key = {"LICENSECHECK_CACHE_KEY": "k" * 64}
    again = run("bundle", "app", "-o", "models.bundle", env={"HF_ENDPOINT": hub.url, **key})
    assert again.returncode == 0
    (other := tmp_path / "other").mkdir()
    assert checked(run, hub, "--bundle", "models.bundle", HOME=str(other), **key)["models"]


def test_a_bundle_of_others_is_not_believed_without_its_digest(
    run: Run, hub: HuggingFace, made: str, tmp_path: Path
) -> None:
    (other := tmp_path / "other").mkdir()
    result = run("check", "app", "--bundle", "models.bundle", env={"HOME": str(other)})
    assert result.returncode == 2
    assert "made under another key" in result.stderr
    assert "#sha256:" in result.stderr


def test_a_model_that_is_not_in_it_is_not_read(run: Run, hub: HuggingFace, made: str) -> None:
    result = run("audit", "org/other", "--bundle", made, env={"HF_ENDPOINT": hub.url})
    assert result.returncode == 3
    assert "licensecheck bundle" in result.stderr


def test_what_is_no_bundle_is_a_usage_error(run: Run) -> None:
    result = run("audit", "org/tiny", "--bundle", "nowhere.bundle")
    assert result.returncode == 2
    assert "nowhere.bundle: no bundle can be read" in result.stderr


def test_a_project_cannot_name_a_bundle(run: Run, tmp_path: Path) -> None:
    (tmp_path / "licensecheck.toml").write_text('bundle = "mine.bundle"\n')
    result = run("check", ".")
    assert result.returncode == 2
    assert "LICENSECHECK_BUNDLE" in result.stderr


def test_what_is_missing_or_not_for_everybody_is_said(
    run: Run, hub: HuggingFace, tmp_path: Path
) -> None:
    hub.models["org/secret"] = Model({"README.md": BASE}, private=True, readers={"friend"})
    env = {"HF_ENDPOINT": hub.url, "HF_TOKEN": "friend"}
    result = run("bundle", "org/secret", "org/absent", "-o", "two.bundle", env=env)
    assert result.returncode == 3
    assert "org/secret is not for everybody" in result.stderr
    assert "not in it: huggingface:org/absent" in result.stderr
    assert b"friend" not in (tmp_path / "two.bundle").read_bytes()


def of_day(bundle: Path, days: int) -> str:
    """A bundle as it would be if it had been made some days ago, as it is to be named."""
    magic, mark, index, bodies = bundle.read_bytes().split(b"\n", 3)
    day = (date.today() - timedelta(days=days)).isoformat()
    old = json.dumps({**json.loads(index), "made_at": f"{day}T08:00:00Z"}).encode()
    bundle.with_name("old.bundle").write_bytes(b"\n".join((magic, mark, old, bodies)))
    return f"old.bundle#sha256:{sha256(old).hexdigest()}"


@pytest.mark.parametrize(("days", "code"), [(0, 1), (7, 1), (8, 2), (400, 2), (-2, 2)])
def test_a_bundle_that_is_older_than_the_policy_takes_is_refused_with_its_date(
    run: Run, hub: HuggingFace, made: str, tmp_path: Path, days: int, code: int
) -> None:
    (tmp_path / "licensecheck-policy.yaml").write_text("bundle: {max-age: 7d}\n")
    named = of_day(tmp_path / "models.bundle", days)
    result = run("check", "app", "--bundle", named, env={"HF_ENDPOINT": hub.url})
    assert result.returncode == code, result.stderr
    day = (date.today() - timedelta(days=days)).isoformat()
    assert ("old.bundle" in result.stderr and day in result.stderr) == (code == 2)
    if days > 0 and code == 2:
        assert f"was made on {day}, {days} days ago" in result.stderr
        assert "none that is older than 7 days" in result.stderr


def test_any_bundle_is_taken_where_the_policy_says_nothing(
    run: Run, hub: HuggingFace, made: str, tmp_path: Path
) -> None:
    named = of_day(tmp_path / "models.bundle", 400)
    assert checked(run, hub, "--bundle", named)["models"]


def test_who_builds_on_a_locked_policy_takes_no_older_one(
    run: Run, hub: HuggingFace, made: str, tmp_path: Path
) -> None:
    (tmp_path / "central.yaml").write_text("extends: terms\nlocked: true\nbundle: {max-age: 3d}\n")
    (tmp_path / "licensecheck-policy.yaml").write_text(
        "extends: ./central.yaml\nbundle: {max-age: 90d}\n"
    )
    named = of_day(tmp_path / "models.bundle", 4)
    result = run("check", "app", "--bundle", named, env={"HF_ENDPOINT": hub.url})
    assert (result.returncode, "older than 3 days" in result.stderr) == (2, True)


@pytest.mark.parametrize("age", ["7", "0d", "1w", "-1d", "soon", "7 d"])
def test_an_age_that_is_no_number_of_days_is_a_mistake_of_the_policy(
    run: Run, tmp_path: Path, age: str
) -> None:
    (tmp_path / "policy.yaml").write_text(f"extends: terms\nbundle: {{max-age: {age}}}\n")
    result = run("policy", "validate", "policy.yaml")
    assert result.returncode == 2
    assert "policy.yaml:2: bundle.max-age: say a number of days, such as 7d" in result.stderr
