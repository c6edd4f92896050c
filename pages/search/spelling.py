"""How near two spellings are, how Chinese sounds, and how a run of letters falls into known words. No Django here."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import combinations

from pages.search.folding import has_han

KEY_LENGTH = 7
"""Deletion keys are made of a word's first letters: a bound on their number, at little loss."""

LONGEST_RUN = 40

# Sounds that speakers and typists mix up; folded away on both sides.
_NEAR_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


def allowed_distance(word: str) -> int:
    """Edits after which a word may still be taken for a misspelling of another."""
    if has_han(word):
        return 1 if len(word) >= 3 else 0
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def deletion_keys(word: str) -> list[str]:
    """Keys that two words within their allowed distance share: the word with up to two of its first letters left out.

    The symmetric-delete scheme of SymSpell (W. Garbe, 2012), on the first ``KEY_LENGTH`` letters.
    """
    distance = allowed_distance(word)
    if not distance:
        return []
    start = word[:KEY_LENGTH]
    keys = {start}
    for count in range(1, distance + 1):
        for left_out in combinations(range(len(start)), count):
            keys.add("".join(letter for place, letter in enumerate(start) if place not in left_out))
    return sorted(keys)


def distance(first: str, second: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap of neighbors) between two words; ``limit + 1`` for anything above ``limit``."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        last, row, older = row, [i], before
        for j, b in enumerate(second, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        before = last
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


@lru_cache(maxsize=50_000)
def sound(han: str) -> str:
    """Pinyin without tones and spaces: ``绵阳`` → ``mianyang``. Loads the dictionary at the first call."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(han, style=Style.NORMAL, v_to_u=False, errors="ignore")).replace("ü", "v")


def near_sound(pinyin: str) -> str:
    """Pinyin with what is often confused made equal: ``chuangxing`` and ``chuangxin``."""
    for heard, written in _NEAR_SOUNDS:
        pinyin = pinyin.replace(heard, written)
    return pinyin


def pieces(run: str, shortest: int = 2, longest: int = 24) -> list[str]:
    """Every part of a run of letters that could be a word."""
    run = run[:LONGEST_RUN]
    return list(
        dict.fromkeys(
            run[start:end]
            for start in range(len(run))
            for end in range(start + shortest, min(len(run), start + longest) + 1)
        )
    )


def split(run: str, known: Iterable[str], worth: Callable[[str], float]) -> list[str]:
    """The whole run as known words, in the fewest words and of these the worthiest; empty if it cannot be done."""
    words = set(known)
    run = run[:LONGEST_RUN]
    best: list[tuple[int, float, list[str]] | None] = [None] * (len(run) + 1)
    best[0] = (0, 0.0, [])
    for end in range(1, len(run) + 1):
        for start in range(end):
            before = best[start]
            word = run[start:end]
            if before is None or word not in words:
                continue
            candidate = (before[0] + 1, before[1] - worth(word), [*before[2], word])
            current = best[end]
            if current is None or candidate[:2] < current[:2]:
                best[end] = candidate
    found = best[len(run)]
    return found[2] if found else []
