"""Pages of models on hubs, as texts link to them, and as code and commands name them."""

import re

_NO_MODEL = (
    r"(?!datasets/|spaces/|papers/|docs/|blog/|collections/|models\b|join\b|organizations?/|settings/|studios/)"
    r"(?![^\s()<>\"'\]]{1,300}\.(?:png|jpe?g|gif|svg|webp|mp[34]|wav|webm|mov|pdf|ipynb)\b)"
)
"""What stands behind the host where the page is of no model, or shows a picture, sound or paper."""
HUGGING_FACE = rf"(?:huggingface\.co|hf\.co)/{_NO_MODEL}"
"""The beginning of an address whose rest is `owner/name` on Hugging Face, without its scheme."""
_ANY_HUB = (
    r"(?:huggingface\.co|hf\.co|modelscope\.cn(?:/models)?|wisemodel\.cn/models)/" + _NO_MODEL
)
MODEL_PAGE = re.compile(_ANY_HUB + r"(?P<owner>[\w-]{1,60})/(?P<name>[\w.-]{0,99}[\w-])")
"""A page of a model; what stands behind its name is a file or a view of it, and a full stop ends
the sentence."""
MODEL_ID = re.compile(r"(?P<owner>[A-Za-z0-9][\w-]{0,59})/(?P<name>[A-Za-z0-9][\w.-]{0,99})")
"""`owner/name` as hubs write it, which may be anything else with a slash in it."""
LOADED = re.compile(
    r"(?:\.from_pretrained\(\s*|\b(?:snapshot_download|hf_hub_download)\(\s*(?:\w{1,20}\s*=\s*)?"
    r"|\b(?:(?:\w{1,20}_)?repo_id|model|model_id|model_name|model_path|(?:pretrained_)?model_name_or_path)"
    rf"(?:[ \t]*:[ \t]*\w{{1,20}})?\s*=\s*)[\"']{MODEL_ID.pattern}[\"']"
)
"""Code that loads a model of a hub."""
FETCHED = re.compile(
    r"\b(?:(?:hf|huggingface-cli|modelscope)[ \t]+download|vllm[ \t]+serve)[ \t]+"
    rf"(?:--?[\w-]{{1,30}}(?:[ =][\w./-]{{1,60}})?[ \t]+){{0,4}}?(?:--model[ =])?{MODEL_ID.pattern}"
)
"""A command that fetches a model of a hub."""
