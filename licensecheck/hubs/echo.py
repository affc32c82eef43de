"""Whether a hub gives a token back: then nothing of its answer is shown, kept or followed."""

import base64
from collections.abc import Iterator
from urllib.parse import quote

from licensecheck.hubs.answers import HubAnswer

_SHORTEST = 8
"""Characters of a secret; what is shorter would be found in any page."""


def gives_back(answer: HubAnswer, authorization: str, *, in_body: bool = True) -> bool:
    """True where an answer has the secret of an `Authorization` header in it: as it is, in base64,
    in hexadecimal or percent-encoded, or its larger part where the answer was cut there."""
    secrets = [one for one in _secrets(authorization) if len(one) >= _SHORTEST]
    words = " ".join((answer.url, *answer.headers.values())).encode("utf-8", "replace")
    forms = {form for secret in secrets for form in _forms(secret)}
    return any(
        form in words or (in_body and (form in answer.body or (answer.cut and _ends(answer, form))))
        for form in forms
    )


def _secrets(authorization: str) -> Iterator[bytes]:
    """The words of a header, and the password in those of `Basic`."""
    scheme, _, rest = authorization.partition(" ")
    yield rest.strip().encode()
    if scheme.lower() == "basic":
        try:
            yield base64.b64decode(rest, validate=True).partition(b":")[2]
        except ValueError:
            return


def _forms(secret: bytes) -> Iterator[bytes]:
    """How a secret may be written."""
    yield secret
    yield quote(secret, safe="").encode()
    yield secret.hex().encode()
    for before in range(3):  # wherever it begins within three bytes
        packed = base64.b64encode(bytes(before) + secret)
        whole = packed[-(-before * 8 // 6) : (before + len(secret)) * 8 // 6]
        yield from (whole, whole.translate(bytes.maketrans(b"+/", b"-_")))


def _ends(answer: HubAnswer, form: bytes) -> bool:
    return any(answer.body.endswith(form[:size]) for size in range(len(form) // 2, len(form)))
