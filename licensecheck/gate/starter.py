"""The policy that `licensecheck init` writes."""

import json
from datetime import date, timedelta
from pathlib import Path

from licensecheck.domain import Answer
from licensecheck.errors import UsageError
from licensecheck.gate.bases import presets
from licensecheck.gate.load import FILE, preset_policy
from licensecheck.gate.schema import Policy, Us

_TEXT = """\
# What models we may use, and who says so. Checked by `licensecheck check`; after a change run
# `licensecheck policy validate {file}`. All keys: docs/policy.md of licensecheck.
# To use an example below, take the # at the beginning of its lines away, of the heading too.

# Rules to begin with: {presets}.
extends: {preset}

# Who we are. What is left out is unknown, and a licence that asks for it then stops the check.
# {inherited}
{us}

# What could not be decided: fail, or warn.
unknown: fail

# Models that could not be read, and those that were made from such models: fail, or warn.
#not-read: fail

# Files that may stay unread, each with the reason:
#allow-unread:
#  - paths: [assets/*.ipynb]
#    reason: Drawings that load no model, kept in Git LFS

# Whether policies that build on this one can only tighten it:
#locked: true

# Models that only tests name: fail, or warn.
#tests: warn

# Comments such as `licensecheck: ignore REASON`: accept, or refuse.
#comments: refuse

# Rules of our own, for example:
#rules:
#  - id: no-open-washing
#    when: {{washing: high}}
#    answer: not-allowed      # allowed, allowed-with-duties, ask-your-lawyer, not-allowed
#    says: The publisher claims more openness than there is

# Accepted or refused whatever the rules say:
#allow: {{models: [Qwen/Qwen2.5-7B-*], licenses: [Apache-2.0, MIT]}}
#deny: {{licenses: [LicenseRef-scancode-gemma-*], derived-from: [acme/*]}}

# Decisions of a person, for a year at most:
#waivers:
#  - model: meta-llama/Llama-3.1-8B-Instruct
#    rules: [{rule}]
#    reason: Only for the evaluation in paper 12, not in a product
#    author: Ada Lovelace
#    expires: {expires}
#    paths: [research/*]      # from the folder of this file

# Other policies for parts of the project: presets, or files beside this one.
#folders: {{research/: research}}

# Findings that we accept for now:
#baseline: licensecheck-baseline.json   # written by `licensecheck check --write-baseline FILE`
"""

_US = (
    ("purpose", "commercial", "commercial, research or personal"),
    ("users", "2000000", "monthly active users of all products of the group"),
    ("revenue", "5000000", "US dollars a year"),
    ("employees", "40", "of the whole group"),
    ("territories", "[EU, US]", "country codes, EU, EEA, EFTA, or worldwide"),
    ("hosted_service", "true", "others use the model over a network"),
    ("redistributes", "false", "we pass the model on, or ship it"),
    ("modifies", "true", "we fine-tune, merge or quantise it"),
    ("trains_other_models", "false", "with the model or its output"),
)
"""Key, example and meaning of what we may say of ourselves."""


def write_starter(folder: Path, preset: str) -> Path:
    """Write the starter policy into a folder; UsageError where there is one, or no such preset."""
    path = folder / FILE
    if preset not in presets():
        raise UsageError(f"there is no preset {preset!r}", remedy=f"Say {', '.join(presets())}.")
    policy = preset_policy(preset)
    text = _TEXT.format(
        file=FILE,
        preset=preset,
        presets=", ".join(presets()),
        inherited=_inherited(preset, policy.us),
        us=_us(policy.us),
        rule=_forbidding(policy),
        expires=date.today() + timedelta(days=180),
    )
    try:
        with path.open("xb") as file:
            file.write(text.encode())
    except FileExistsError as error:
        raise UsageError(
            f"{path} is there already", remedy="Edit it, or remove it first."
        ) from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", remedy="Name another folder.") from error
    return path


def _inherited(preset: str, us: Us) -> str:
    """A sentence on what the preset says of us already."""
    if not (said := _said(us)):
        return f"{preset} says nothing of us."
    answers = ", ".join(f"{key}: {value}" for key, value in said.items())
    return f"Inherited from {preset}, and repeated here: {answers}."


def _us(us: Us) -> str:
    """The table `us` with what a preset says, and examples of all else behind a #."""
    said = _said(us)
    lines = ["us:" if said else "#us:"]
    for key, example, meaning in _US:
        answer = f"  {key}: {said[key]}" if key in said else f"  #{key}: {example}"
        lines.append(f"{answer:<30}# {meaning}")
    return "\n".join(lines)


def _said(us: Us) -> dict[str, str]:
    """Our answers as YAML writes them."""
    answers = us.model_dump(exclude_defaults=True)
    return {key: json.dumps(value).replace('"', "") for key, value in answers.items()}


def _forbidding(policy: Policy) -> str:
    """A rule that a waiver may be about: the one on size, else the first that forbids."""
    ids = [rule.id for rule in policy.rules if rule.answer is Answer.NOT_ALLOWED]
    return "too-large" if "too-large" in ids else ids[0]
