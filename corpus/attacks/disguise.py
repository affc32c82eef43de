"""Restricting sentences in a form that a person reads or suspects, and a program may not."""

import base64
import binascii
import codecs
import html
import re
import urllib.parse
import zlib
from collections.abc import Callable, Iterator, Mapping

from corpus.attacks.case import Case, folder

SENTENCES = (
    "The weights are for non-commercial use only",
    "Commercial use of the weights is prohibited",
    "The model may be used for research only",
    "You may not sell or host the weights",
    "Companies must buy a licence for the weights",
    "Redistribution of the weights is forbidden",
)
Form = Callable[[str], str]


def _shifted(upper: int, lower: int) -> Form:
    """Letters moved to another block of Unicode that shows the same letters."""
    table = {ord("A") + n: upper + n for n in range(26)}
    table |= {ord("a") + n: lower + n for n in range(26)}
    return lambda text: text.translate(table)


def _replaced(old: str, new: str) -> Form:
    return lambda text: text.translate(str.maketrans(old, new))


def _between(mark: str) -> Form:
    """A mark between the letters of every word."""
    return lambda text: " ".join(mark.join(word) for word in text.split())


LOOKALIKE: Mapping[str, Form] = {
    "full-width": _shifted(0xFF21, 0xFF41),
    "bold": _shifted(0x1D400, 0x1D41A),
    "sans": _shifted(0x1D5A0, 0x1D5BA),
    "monospace": _shifted(0x1D670, 0x1D68A),
    "bold-script": _shifted(0x1D4D0, 0x1D4EA),
    "fraktur-bold": _shifted(0x1D56C, 0x1D586),
    "circled": _shifted(0x24B6, 0x24D0),
    "squared": _shifted(0x1F130, 0x1F130),
    "regional": _shifted(0x1F1E6, 0x1F1E6),
    "cyrillic": _replaced("aceopxyAECHKMOPTXs", "асеорхуАЕСНКМОРТХѕ"),
    "greek": _replaced("oviupAEHIKMNOPTXYZ", "ονιυρΑΕΗΙΚΜΝΟΡΤΧΥΖ"),
    "small-capitals": _replaced("acdefghijklmnoprtuwz", "ᴀᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴡᴢ"),
    "superscript": _replaced("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
    "accents": _between("̶"),
    "digits": _replaced("oliesa", "011354"),
    "upside-down": _replaced("aeimnrtuvwyhfgcd", "ɐǝᴉɯuɹʇnʌʍʎɥɟƃɔp"),
}

INVISIBLE: Mapping[str, Form] = {
    "zero-width-space": _between("\u200b"),
    "zero-width-joiner": _between("\u200d"),
    "word-joiner": _between("\u2060"),
    "soft-hyphen": _between("\u00ad"),
    "bom": _between("\ufeff"),
    "variation": _between("\ufe0f"),
    "grapheme-joiner": _between("\u034f"),
    "invisible-times": _between("\u2062"),
    "mongolian": _between("\u180e"),
    "hangul-filler": _between("\u3164"),
    "tags": lambda text: "".join(chr(0xE0000 + ord(letter)) for letter in text),
    "override": lambda text: f"\u202e{text[::-1]}\u202c",
    "isolate": lambda text: f"\u2067{text[::-1]}\u2069",
    "backspace": lambda text: re.sub(r"(\w)", "\\1x\b", text),
    "no-break-space": lambda text: text.replace(" ", "\u00a0"),
    "ogham-space": lambda text: text.replace(" ", "\u1680"),
    "line-separator": lambda text: text.replace(" ", "\u2028"),
    "terminal": lambda text: f"\x1b[8m{text}\x1b[0m",
}

SPACED: Mapping[str, Form] = {
    "letters": " ".join,
    "dots": _between("."),
    "dashes": _between("-"),
    "underscores": _between("_"),
    "camel": lambda text: "".join(text.title().split()),
    "snake": lambda text: "_".join(re.split(r"\W", text)).lower(),
    "kebab": lambda text: "-".join(text.lower().split()),
    "shout-snake": lambda text: "_".join(re.split(r"\W", text)).upper(),
    "joined": lambda text: re.sub(r"\W", "", text).lower(),
    "emphasis": lambda text: re.sub(r"(\w\w)(\w\w)", r"\1**\2**", text),
    "tags": lambda text: re.sub(r"(\w\w)(\w\w)", r"\1<b>\2</b>", text),
    "comments": lambda text: re.sub(r"(\w\w)(\w\w)", r"\1<!-- -->\2", text),
    "hyphenation": lambda text: re.sub(r"(\w\w\w)(\w\w\w)", "\\1-\n\\2", text),
    "column": "\n".join,
    "words-column": lambda text: "\n\n".join(text.split()),
    "alternating": lambda text: "".join(
        letter.upper() if place % 2 else letter.lower() for place, letter in enumerate(text)
    ),
    "no-vowels": lambda text: re.sub(r"(?<=\w)[aeiou]", "", text),
    "doubled": lambda text: re.sub(r"([a-z])", r"\1\1", text),
    "pipes": lambda text: " | ".join(text.split()),
    "slashes": lambda text: "/".join(text.split()),
    "wide-gaps": lambda text: "          ".join(text.split()),
    "backslashes": lambda text: re.sub(r"(\w)(?=\w)", r"\1\\", text),
}

_MORSE = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- "
    "-..- -.-- --.."
)


def _morse(text: str) -> str:
    """Letters as Morse signs, anything else as a slash."""
    signs = dict(zip("abcdefghijklmnopqrstuvwxyz", _MORSE.split(), strict=True))
    return " ".join(signs.get(letter, "/") for letter in text.lower())


ENCODED: Mapping[str, Form] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64-wrapped": lambda text: base64.encodebytes(text.encode() * 3).decode(),
    "base64-url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "base85": lambda text: base64.b85encode(text.encode()).decode(),
    "deflated": lambda text: base64.b64encode(zlib.compress(text.encode())).decode(),
    "data-uri": lambda text: (
        f"[terms](data:text/plain;base64,{base64.b64encode(text.encode()).decode()})"
    ),
    "hex": lambda text: text.encode().hex(),
    "hex-spaced": lambda text: text.encode().hex(" "),
    "escapes": lambda text: "".join(f"\\x{ord(letter):02x}" for letter in text),
    "unicode-escapes": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "reversed": lambda text: text[::-1],
    "words-reversed": lambda text: " ".join(word[::-1] for word in text.split()),
    "url": lambda text: "".join(f"%{ord(letter):02x}" for letter in text),
    "url-spaces": urllib.parse.quote,
    "entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "hex-entities": lambda text: "".join(f"&#x{ord(letter):x};" for letter in text),
    "double-escaped": lambda text: html.escape("".join(f"&#{ord(letter)};" for letter in text)),
    "binary": lambda text: " ".join(f"{ord(letter):08b}" for letter in text),
    "decimal": lambda text: " ".join(str(ord(letter)) for letter in text),
    "leet": _replaced("aeiostl", "4310571"),
    "morse": _morse,
    "atbash": _replaced("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba"),
    "pig-latin": lambda text: re.sub(r"\b(\w)(\w+)", r"\2\1ay", text),
    "uuencode": lambda text: "begin 644 terms\n" + binascii.b2a_uu(text.encode()[:45]).decode(),
}

GROUPS: Mapping[str, Mapping[str, Form]] = {
    "lookalike": LOOKALIKE,
    "invisible": INVISIBLE,
    "spaced": SPACED,
    "encoded": ENCODED,
}


def cases() -> Iterator[Case]:
    """Each form twice: a line of the card, and a line behind the licence, of other sentences."""
    for group, forms in GROUPS.items():
        for place, (name, form) in enumerate(forms.items()):
            said, behind = (SENTENCES[(place + n) % len(SENTENCES)] for n in (0, 3))
            body = f"Terms of the weights:\n\n{form(said)}"
            yield Case("attack", group, f"card-{name}", folder("mit", body=body))
            yield Case("attack", group, f"licence-{name}", folder("mit", edit=f"=>{form(behind)}"))
