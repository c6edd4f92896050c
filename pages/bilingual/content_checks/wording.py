"""What should not stand in a text: left-over words, claims without a source, and half-width punctuation in Chinese."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

_HAN = r"[\u3400-\u9fff]"
_DEBRIS = re.compile(
    r"Loading\s?(?:…|\.{3})|正在加载|加载中|Lorem ipsum|\[object Object\]|\bundefined\b|\bNaN\b|\{\{|\}\}|\{%|%\}|&nbsp;|&amp;"
    r"|\bTODO\b|\bFIXME\b|\bclick here\b|点击(?:这里|此处|查看更多)"
    r"|打印本页|关闭窗口|分享到[:：]|责任编辑[:：]|上一篇[:：]|下一篇[:：]|\uFFFD|锟斤拷",
    re.IGNORECASE,
)
_SUPERLATIVES = {
    "en": re.compile(
        r"\b(?:largest|biggest|greatest|best|finest|top|leading|foremost|most \w+|world-class|world-leading"
        r"|unprecedented|unrivall?ed|unique|first[- ]ever|number one|No\. ?1|only one of its kind)\b",
        re.IGNORECASE,
    ),
    "zh-hans": re.compile(
        r"最(?:大|好|佳|高|强|优|新|具|受|先进|重要)|第一(?=品牌|名|流|大)|唯一|顶级|顶尖|首创|首个|史无前例|前所未有|世界领先|国际领先|一流|极致"
    ),
}
_PUNCTUATION = (
    (re.compile(rf"(?<={_HAN})\s*[,;:?!](?=\s|{_HAN}|$)|(?<={_HAN})\.(?=\s|{_HAN}|$)"), "full width"),
    (re.compile(rf"\((?=[^()]*{_HAN})[^()]*\)|(?<={_HAN})\([^()]*\)"), "brackets"),
    (re.compile(rf"(?<={_HAN})[\"']|[\"'](?={_HAN})"), "quotation marks"),
    (re.compile(r"<<|>>|〈〈|〉〉|«|»"), "titles"),
    (re.compile(r"\d\s+[%％‰]"), "percent"),
    (re.compile(rf"(?<={_HAN})(?:\.{{3,}}|。{{2,}})"), "ellipsis"),
    (re.compile(rf"(?<={_HAN})\s*--+\s*"), "dash"),
    (re.compile(rf"(?<={_HAN})[ \u00a0]+(?={_HAN})"), "space"),
)
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("「", "」"))


def debris_in(text: str) -> list[str]:
    """Words that come with a copied page and are no part of the text, each once."""
    return list(dict.fromkeys(match.group() for match in _DEBRIS.finditer(text)))


def superlatives_in(text: str, language: str) -> list[str]:
    """Claims of being the first, the best or the largest, each once."""
    pattern = _SUPERLATIVES.get(language)
    return list(dict.fromkeys(match.group() for match in pattern.finditer(text))) if pattern else []


def punctuation_problems(text: str) -> Iterator[str]:
    """What is wrong with the punctuation of a Chinese text, one sentence a kind."""
    sentences = {
        "full width": _("“%(text)s”: Chinese takes full-width punctuation (，。；：？！)."),
        "brackets": _("“%(text)s”: brackets around Chinese are full-width （）."),
        "quotation marks": _("“%(text)s”: Chinese quotation marks are “ ”."),
        "titles": _("“%(text)s”: titles of works stand in 《》."),
        "percent": _("“%(text)s”: no space stands before %%."),
        "ellipsis": _("“%(text)s”: the Chinese ellipsis is ……."),
        "dash": _("“%(text)s”: the Chinese dash is ——."),
        "space": _("“%(text)s”: no space stands between Chinese characters."),
    }
    for pattern, kind in _PUNCTUATION:
        match = pattern.search(text)
        if match:
            start, end = max(match.start() - 4, 0), match.end() + 4
            yield sentences[kind] % {"text": text[start:end].strip()}
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            yield _("%(opening)s and %(closing)s do not come in pairs.") % {"opening": opening, "closing": closing}
