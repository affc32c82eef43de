"""Pages of models on hubs, as texts link to them."""

import re

_NO_MODEL = (
    r"(?!datasets/|spaces/|papers/|docs/|blog/|collections/|models\b|join\b|settings/|studios/)"
    r"(?![^\s()<>\"'\]]{1,300}\.(?:png|jpe?g|gif|svg|webp|mp[34]|wav|webm|mov|pdf|ipynb)\b)"
)
"""What stands behind the host where the page is of no model, or shows a picture, sound or paper."""
HUGGING_FACE = rf"(?:huggingface\.co|hf\.co)/{_NO_MODEL}"
"""The beginning of an address whose rest is `owner/name` on Hugging Face, without its scheme."""
_ANY_HUB = (
    r"(?:huggingface\.co|hf\.co|modelscope\.cn(?:/models)?|wisemodel\.cn/models)/" + _NO_MODEL
)
MODEL_PAGE = re.compile(_ANY_HUB + r"(?P<owner>[\w-]{1,60})/(?P<name>[\w.-]{1,100})")
"""A page of a model; what stands behind its name is a file or a view of it."""
