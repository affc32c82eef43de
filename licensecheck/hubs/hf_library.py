"""huggingface_hub with its telemetry off: the only module that may import it.

The library reads the variable while it loads. Nothing that we call sends events; the variable also
keeps versions of this environment out of the user agent.
"""

import os

os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

from huggingface_hub import get_token


def kept_token() -> str | None:
    """The token of the environment or of `hf auth login`; None where there is none to be read."""
    try:
        return get_token()
    except (OSError, ValueError):  # the library expects its folder to be one, and text in its file
        return None
