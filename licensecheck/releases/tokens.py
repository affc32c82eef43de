"""Names of models in parts, so that "Zebra 2.5", "zebra-2_5" and "Zebra2.5" are one name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PART = re.compile(r"\d+(?:[._]\d+)*(?:[bBmM](?![a-zA-Z]))?|[^\W\d_]+")
_VERSION = re.compile(r"(?<![^\W_])[vV](?=\d)")
_ZEROS = re.compile(r"(?:[._]0)+(?=[bBmM]?$)")
_JOINT = re.compile(r"[-_ ./]?|\s?[-(]\s?")
# Stars, arrows, emojis and their joints.
_SIGNS = re.compile("[\u200d\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
_NOTHING = re.compile(r"[(\[（]\W{0,20}[)\]）]")
MOST = 12
"""Parts of a name: "zebra-7b-chat-v1.1-gptq-int4" has seven."""


FORMS = frozenset(
    word
    for group in (
        ("gguf", "ggml", "awq", "gptq", "exl", "mlx", "bnb", "onnx", "hf", "sat", "diffusers"),
        ("int", "fp", "bf", "bit", "bits", "4", "8", "16", "32", "quantized", "safetensors"),
    )
    for word in group
)
"""Parts of names that tell how weights are stored, and no other model."""


@dataclass(frozen=True, slots=True)
class NamePart:
    """Letters or a number of a text, and where they stand."""

    text: str
    """Lower case; a number without its points, and "2" for "2.0"."""
    start: int
    end: int


def parts(text: str) -> tuple[NamePart, ...]:
    """The parts of a name or text; the letter of "v1.5" is none."""
    plain = unversioned(text)
    return tuple(
        NamePart(re.sub(r"[._]", "", _ZEROS.sub("", found[0])).casefold(), *found.span())
        for found in _PART.finditer(plain)
    )


def shown(name: str) -> str:
    """A name as it is told: without emojis, marks and brackets that hold nothing else."""
    return " ".join(_NOTHING.sub(" ", _SIGNS.sub(" ", name)).split())


def words(name: str) -> tuple[str, ...]:
    """The parts of a name alone."""
    return tuple(part.text for part in parts(name))


def unversioned(text: str) -> str:
    """The text with a blank for the letter of each "v1.5"."""
    return _VERSION.sub(" ", text)


def run(plain: str, found: Sequence[NamePart], at: int) -> Sequence[NamePart]:
    """The parts of an unversioned text from one on that are joined as those of a name are."""
    end = at + 1
    while (
        end < len(found)
        and end - at < MOST
        and _JOINT.fullmatch(plain, found[end - 1].end, found[end].start)
    ):
        end += 1
    return found[at:end]


def initials(name: Sequence[str]) -> tuple[str, ...]:
    """The name as it is abbreviated: "stable striped zebra xl base" is "sszxl base", "zebra lm 7b"
    is "zlm 7b"; empty where fewer than two of its first parts are words."""
    long = 0
    while long < len(name) and len(name[long]) > 2 and name[long].isalpha():
        long += 1
    short = long
    while short < len(name) and len(name[short]) <= 2 and name[short].isalpha():
        short += 1
    if not long or short < 2:
        return ()
    head = "".join(word[0] for word in name[:long]) + "".join(name[long:short])
    return (head, *name[short:]) if len(head) > 2 else ()


def holds(name: Sequence[str], said: Sequence[str]) -> bool:
    """True where what is said is the name with parts left out, its first one apart."""
    if not said or not name or name[0] != said[0]:
        return False
    rest = iter(name)
    return all(part in rest for part in said)


def same_model(name: Sequence[str], said: Sequence[str]) -> bool:
    """True where what is said is the whole name, but for the form of the weights."""
    return tuple(name[: len(said)]) == tuple(said) and FORMS.issuperset(name[len(said) :])
