"""huggingface_hub with its telemetry off: the only module that may import it.

The library reads the variable while it loads. Nothing that we call sends events; the variable also
keeps versions of this environment out of the user agent.
"""

import os

os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

from huggingface_hub import errors, get_token, hf_raise_for_status

__all__ = ["errors", "get_token", "hf_raise_for_status"]
