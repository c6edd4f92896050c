"""Text as search compares it: one case, one width, no accents, simplified characters, one spelling of English.

Folding never changes the length of a text, so an offset in the folded text is an offset in the text a person reads.
No Django here.
"""

import re
import unicodedata
from functools import lru_cache

import opencc

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HAN_RUN = re.compile(rf"[{HAN}]+")

_ENGLISH_STOPS = (
    "a an and are as at be been but by did do does for from had has have how i if in into is it its me my no not of on or"
    " our s t so such that the their them then there these they this those to was we were what when where which who will"
    " with would you your"
)
_CHINESE_STOPS = "的了和与在是及或等为之吗呢吧我你有被把对从到也都就并"
STOP_WORDS = frozenset([*_ENGLISH_STOPS.split(), *_CHINESE_STOPS])
"""Words that say nothing about a page. They keep their place, so that phrases around them still hold."""


class _Fold(dict[int, str]):
    """Each character's one-character fold, worked out when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).lower()
        if len(folded) != 1:
            # “é” decomposes to a letter and its accent; “㎡” or “…” to several signs, which would move what follows.
            folded = character
        base = unicodedata.normalize("NFD", folded)
        if len(base) > 1 and all(unicodedata.combining(mark) for mark in base[1:]):
            folded = base[0]
        if unicodedata.category(folded) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
            folded = " "
        self[code] = folded
        return folded


_FOLD = _Fold({ord("’"): "'", ord("‘"): "'", ord("＇"): "'", ord("‐"): "-", ord("‑"): "-", ord("﹣"): "-"})


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Lower case, half width, without accents, in simplified characters; as long as ``text``."""
    folded = text.translate(_FOLD)
    if folded.isascii():
        return folded
    simplified = _converter().convert(folded)
    # A few phrases have a simplified form that is longer or shorter: then run by run, and such a run by its characters.
    return simplified if len(simplified) == len(folded) else _HAN_RUN.sub(_simplified, folded)


def _simplified(run: re.Match[str]) -> str:
    traditional = run.group()
    simplified = _converter().convert(traditional)
    return simplified if len(simplified) == len(traditional) else "".join(map(_simplified_character, traditional))


@lru_cache(maxsize=10_000)
def _simplified_character(character: str) -> str:
    simplified = _converter().convert(character)
    return simplified if len(simplified) == 1 else character


def composed(text: str) -> str:
    """Accents joined to their letters and NULs gone: what PostgreSQL stores and :func:`fold` expects."""
    return unicodedata.normalize("NFC", text.replace("\x00", " "))


def has_han(text: str) -> bool:
    return _HAN_RUN.search(text) is not None


# British spellings that no rule tells from other words, to the American ones that the site writes.
_BRITISH = {
    "catalogue": "catalog", "catalogues": "catalogs", "dialogue": "dialog", "dialogues": "dialogs",
    "defence": "defense", "offence": "offense", "licence": "license", "licences": "licenses", "practise": "practice",
    "programme": "program", "programmes": "programs", "cheque": "check", "grey": "gray", "aluminium": "aluminum",
    "judgement": "judgment", "fulfil": "fulfill", "skilful": "skillful", "enrol": "enroll", "ageing": "aging",
    "tonne": "ton", "tonnes": "tons", "storey": "story", "aeroplane": "airplane", "sceptical": "skeptical",
    "artefact": "artifact", "artefacts": "artifacts", "paediatric": "pediatric", "anaesthetic": "anesthetic",
    "manoeuvre": "maneuver", "mould": "mold", "plough": "plow", "sulphur": "sulfur", "tyre": "tire", "tyres": "tires",
    "analyse": "analyze", "analysed": "analyzed", "analysing": "analyzing", "catalyse": "catalyze",
    "jewellery": "jewelry", "cosy": "cozy", "pyjamas": "pajamas", "draught": "draft", "whilst": "while",
}  # fmt: skip
_OUR = re.compile(
    r"^(arm|behavi|col|cland|endeav|fav|flav|harb|hon|hum|lab|neighb|od|parl|rum|sav|splend|vap|vig|val|ferv|glam|ranc)our"
    r"(s|ed|ing|able|ite|ites|ful|less|y|ies|hood|hoods|ly|al|er|ers)?$"
)
_RE = re.compile(
    r"^(cent|fib|kilomet|lit|lust|met|millimet|centimet|nanomet|reconnoit|sab|sepulch|somb|spect|theat|calib)re(s|d)?$"
)
_ISE = re.compile(r"^([a-z]{3,})is(e|ed|es|er|ers|ing|ation|ations|ational|able)$")
_DOUBLED = re.compile(
    r"^(trave|cance|mode|labe|leve|signa|fue|channe|tota|equa|counse|dia|marve|pane|tunne)ll(ed|ing|er|ers)$"
)
_NOT_ISE = re.compile(
    r"(prom|prec|exerc|enterpr|adv|surpr|expert|compr|franch|superv|rev|improv|telev|disgu|conc|merchand|comprom|dev|ra|pra"
    r"|no|po|tre|prem|paradi|rep|desp|apprai|bra|chast|circumc|inc|exc|dem|surm|adverti|sunr|arr|upr|likew|otherw|treat|pla|advert"
    r"|m|d|v|r|w|anal|bas|hypothes|synthes|emphas|cris|dis|to|cho|va|vo|bru|cru|mort|prot|ant|sum)is"
)


@lru_cache(maxsize=20_000)
def american(word: str) -> str:
    """The American spelling of a folded English word, or the word: ``honour`` → ``honor``, ``organisation`` → ``organization``."""
    if word in _BRITISH:
        return _BRITISH[word]
    if found := _OUR.match(word):
        return f"{found[1]}or{found[2] or ''}"
    if found := _RE.match(word):
        return f"{found[1]}er{found[2] or ''}"
    if found := _DOUBLED.match(word):
        return f"{found[1]}l{found[2]}"
    if (found := _ISE.match(word)) and not _NOT_ISE.fullmatch(f"{found[1]}is"):
        return f"{found[1]}iz{found[2]}"
    return word
