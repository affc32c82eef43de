"""Which parts of a text are in English or Chinese, the languages that clauses are read in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from licensecheck.domain import Document, DocumentKind, Problem, ProblemKind, Span

SHORT_WORDS = {
    language: frozenset(words.split())
    for language, words in (
        (
            "en",
            "the of and to in or any you this is for that by with not be as are may shall on an "
            "it from your such which if will must all under no can have has we was our their at "
            "use used",
        ),
        (
            "de",
            "der die das und nicht von mit für den dem des ist oder sie ein eine zu wird auf im",
        ),
        (
            "fr",
            "le la les des et du en une un pour est que dans ou par sur vous ce au aux sont qui",
        ),
        ("es", "el los las del que para por una en con su se es y o al lo como este esta"),
        ("it", "il di che della per non con una gli del nel dei le la è sono alla si"),
        ("pt", "o os as da do que para em não uma com por dos das no na ao se é"),
        ("nl", "de het een van en niet voor met zijn op te dat of deze aan bij wordt"),
        ("sv", "och att det som en på är av för med den till inte om ett kan från eller"),
        ("da", "og at det som en på er af for med den til ikke om et kan fra eller"),
        ("fi", "ja on ei se että tai ovat kun mutta sekä voi joka myös kuin tämä"),
        ("pl", "i w nie na z do się jest to że o dla jak przez oraz lub po od są tego"),
        ("cs", "a v je na se že s z do pro od jako nebo k by o které není byl"),
        ("hu", "a az és nem egy hogy is meg ez vagy de csak mint el lehet"),
        ("ro", "și de la în cu pe nu este din pentru care un o sau mai prin"),
        ("hr", "i u je na se da za su od s ne kao ili iz koji nije"),
        ("tr", "ve bir bu için ile de da olarak olan veya gibi en çok değil"),
        ("id", "yang dan di untuk dari ini dengan pada tidak itu atau oleh adalah dalam ke"),
        ("vi", "và của là các cho có trong được không một với để này những từ"),
        ("tl", "ang ng sa na mga ay at hindi ito para kung o ni"),
        ("sw", "ya na wa kwa ni la za katika hii kama au cha"),
        ("ca", "el la de i que en els les del per amb un una és no o"),
        ("no", "og det som en på er av for med den til ikke om et kan fra eller bare må"),
        ("is", "og að er í á ekki sem fyrir við með til það þetta má aðeins um"),
        ("sk", "a v je na sa že s z do pre od ako alebo k o ktoré nie len iba"),
        ("sl", "in je na se da za so od z ne kot ali ki ni samo le pri"),
        ("et", "ja on ei see et või kui ka mis oma ainult tohib selle ning"),
        ("lv", "un ir nav ar no uz par kas lai tikai vai kā šis šo var"),
        ("lt", "ir yra ne su iš į tik kad arba kaip šis šį gali galima be"),
        ("sq", "dhe është në të për me nga që një nuk vetëm se kjo ky mund"),
        ("mt", "u hu hija ta li ma għal biss dan din jista minn fuq jew"),
        ("eu", "eta da ez du bat hau ere baino bakarrik dira edo honek dute"),
        ("gl", "o a os as de que e non para con unha só do da é ou"),
        ("ga", "agus is an na ar le gan go ní ach atá do seo nó"),
        ("cy", "a yn y mae yr ar i nid ac neu gan hwn dim ond o"),
        ("af", "die en van nie is vir met mag net hierdie op word dat om te"),
        ("az", "və bir bu üçün ilə də yalnız deyil olan kimi"),
        ("ms", "yang dan di untuk dari ini dengan pada tidak hanya boleh adalah oleh"),
        ("la", "et in non est ad cum ut sed nec aut qui quae sine tantum hic"),
        ("eo", "kaj la de en ne estas por kun al ke nur tiu ĉi aŭ oni"),
        ("lb", "an de net dat ass fir mat den nëmmen déi dës ze vun oder"),
        ("so", "iyo waa in ka la ku ma aan kaliya ee loo waxaa"),
        ("yo", "ti ni kò fún àti tí kí lè jẹ́ nìkan fi sí"),
        ("ha", "da ba don a na shi ne ce kawai ko wannan domin"),
        ("zu", "futhi ukuthi kuphela le lo lokhu ngaphandle akufanele"),
        ("ht", "ak pou nan pa sèlman se yo li ki gen sa oswa"),
        ("jv", "lan ing kanggo ora iki mung karo sing saka utawa"),
        ("uz", "va bu uchun bilan emas faqat yoki ham bir lozim"),
    )
}
"""Common short words by language; a text of a language has several of them in each line."""
_ENGLISH = SHORT_WORDS["en"]
_MORE_ENGLISH = (
    "a i he she we they them his her its our us me my so do does did not no yes if then than "
    "when while where which who what how why there here these those some each more most many "
    "much other only also just very well new first one two three been being had could should "
    "would might must about after before between into over through up out off down like because "
    "but make made get see set add run give take need want please let per via using used uses "
    "based same such both few less least own too now still even any all every "
)
COMMON = _ENGLISH.union(_MORE_ENGLISH.split())
"""Words of English that a sentence of it seldom does without."""
FEW_ENGLISH = 0.2
"""Share of such words up to which a line may be in another language: of the sentences of real cards
one in a hundred has fewer, and of those none has two words of one other language."""
_TELLING = tuple(
    frozenset(word for word in words if len(word) > 1 or not word.isascii()) - COMMON
    for name, words in SHORT_WORDS.items()
    if name != "en"
)
"""What tells the other languages from English."""
# Of the others these tell a paragraph; more would take English names and terms for theirs.
_OTHERS = tuple(SHORT_WORDS[language] for language in ("de", "fr", "es", "it", "pt", "nl"))
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_WORD = re.compile(r"[^\W\d_]+")
TERMS = re.compile(
    r"许可|許可|协议|協議|商用|商业|授权|不得用于|不得将|禁止|严禁|仅供|仅限|学术|ライセンス|라이선스|라이센스|lizenz|licen[cçz]|лиценз"
    r"|kommerz|comerc|commercia|forschung|recherche|investigaci|prohib|verbot|interdit|vietat",
    re.IGNORECASE,
)

FEWEST_HAN = 8
FEWEST_WORDS = 8
# Of the words of a paragraph. With it none of 214 English licences of AI projects has a foreign
# paragraph, and of seven licences in German, French and Dutch 97% and more is found foreign.
LEAST_SHORT_WORDS = 0.12
CHINESE = "Chinese (Han)"
_BABBLE = "babble"
_NO_LANGUAGE = ("", _BABBLE)


@dataclass(frozen=True, slots=True)
class Language:
    """What a text is written in."""

    name: str
    """"English", "Chinese (Han)", "other" by most letters; empty where there is too little text."""
    foreign: tuple[Span, ...] = ()
    """Paragraphs not in English, neighbours joined."""
    unread: tuple[Span, ...] = ()
    """Those of them that are not in Chinese either: no rules read them."""
    babble: tuple[Span, ...] = ()
    """Paragraphs of eight words or more that no language known here has: names, figures, noise."""


@lru_cache(maxsize=4)
def language(text: str) -> Language:
    """Tell the language by script and short words; linear in the text.

    Kept for a while: a card is asked about by several readers in turn.
    """
    letters: Counter[str] = Counter()
    found = list(_paragraphs(text))
    for start, end, name in found:
        letters[name] += end - start
    for name in _NO_LANGUAGE:
        del letters[name]
    most = max(letters, key=lambda name: letters[name], default="")
    read = {"English", CHINESE}
    return Language(
        most,
        _joined(found, {"English"}),
        _joined(found, read),
        tuple(Span(start, end) for start, end, name in found if name == _BABBLE),
    )


def _joined(paragraphs: Sequence[tuple[int, int, str]], read: Collection[str]) -> tuple[Span, ...]:
    """The paragraphs in other languages, one span for neighbours."""
    found: list[Span] = []
    joins = False
    for start, end, name in paragraphs:
        if name in read or name in _NO_LANGUAGE:
            joins = joins and name not in read
            continue
        if joins:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
        joins = True
    return tuple(found)


def is_foreign(line: str) -> bool:
    """True for a line, however short, in another script or in the words of another language."""
    if sum(map(_is_foreign_script, line)) > 0.3 * sum(map(str.isalpha, line)):
        return True
    words = [word.lower() for word in _WORD.findall(line)]
    english = sum(word in COMMON for word in words)
    if english > FEW_ENGLISH * len(words):
        return False
    found = {word for word in words if word not in COMMON}
    accented = sum(any(map(_is_accented, word)) for word in found)
    short = max(len(found & telling) for telling in _TELLING)
    return short + min(accented, 2) > max(english, 1)


def _is_accented(char: str) -> bool:
    return "\u00c0" <= char <= "\u1eff" and char.isalpha()


def language_problems(document: Document, part: Span | None = None) -> tuple[Problem, ...]:
    """At most one problem: the lines that are neither in English nor in Chinese, of the part or of
    all.

    They hide terms, except in a card, where they do so only if they speak of a licence.
    """
    found = [span for span in language(document.text).unread if part is None or span.overlaps(part)]
    if not found:
        return ()
    hides = document.kind is not DocumentKind.CARD or any(
        TERMS.search(document.text, span.start, span.end) for span in found
    )
    lines = [(document.line(span.start), document.line(span.end)) for span in found[:5]]
    where = ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in lines)
    more = " and more" if len(found) > len(lines) else ""
    unit = "line" if where.isdigit() and not more else "lines"
    message = (
        f"Neither in English nor in Chinese, so not read: {unit} {where}{more}. "
        "Ask someone who does."
    )
    return (Problem(ProblemKind.LANGUAGE, document.path, message, hides),)


def _paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _PARAGRAPH.finditer(text):
        # Lines apart: bilingual texts alternate without a blank line.
        for line in re.finditer(r"[^\n]+", found[0]):
            if any(map(_is_foreign_script, line[0])):
                break
        else:
            yield found.start(), found.end(), _name(found[0])
            continue
        for line in re.finditer(r"[^\n]+", found[0]):
            yield found.start() + line.start(), found.start() + line.end(), _name(line[0])


def _is_foreign_script(char: str) -> bool:
    return ord(char) > 0x24F and char.isalpha()


def _name(text: str) -> str:
    """Language of a paragraph; empty where it is too short, "babble" where it is no prose."""
    foreign = [char for char in text if _is_foreign_script(char)]
    if len(foreign) >= FEWEST_HAN and len(foreign) > 0.3 * sum(map(str.isalpha, text)):
        han = sum("CJK UNIFIED" in unicodedata.name(char, "") for char in foreign)
        return CHINESE if han > 0.9 * len(foreign) else "other"
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return ""
    english = sum(word in _ENGLISH for word in words)
    for short in _OTHERS:
        hits = [word for word in words if word in short]
        telling = {word for word in hits if len(word) > 2}  # "en", "de", "es" also name languages
        if len(hits) > max(english, LEAST_SHORT_WORDS * len(words)) and len(telling) > 1:
            return "other"
    return "English" if english >= LEAST_SHORT_WORDS * len(words) else _BABBLE
