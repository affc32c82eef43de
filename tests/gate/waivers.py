"""A policy with one valid waiver, to change in one place."""


def waiver(**more: str) -> str:
    fields = {
        "model": "org/name",
        "rules": "[too-large]",
        "reason": "Only for a trial in the lab",
        "author": "Ada Lovelace",
        "expires": "2027-06-30",
        **more,
    }
    lines = "\n    ".join(f"{key}: {value}" for key, value in fields.items())
    return f"extends: terms\nwaivers:\n  - {lines}\n"
