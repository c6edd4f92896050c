"""What becomes of text: words, pairs, numbers, dates and spellings."""

import pytest

from pages.search.analysis import lexemes, tsvector
from pages.search.folding import american, fold
from pages.search.quantities import quantities
from pages.search.query_terms import parse
from pages.search.spelling import deletion_keys, distance, near_sound, sound, split


def found(text: str) -> set[str]:
    return {lexeme for _place, lexeme in lexemes(text)[0]}


def test_a_pair_never_reaches_across_two_words() -> None:
    assert {"中国", "会展", "=会展"} <= found("中国会展")
    assert "=国会" not in found("中国会展")
    assert "=技术" not in found("科技术语")


def test_names_that_no_dictionary_has_are_found_by_their_pairs() -> None:
    assert {"=主宾", "=宾国"} <= found("主宾国")


@pytest.mark.parametrize(
    ("text", "lexeme"),
    [
        ("RMB 456.5 billion", "#456500000000"),
        ("4565亿元", "#456500000000"),
        ("10,964 projects", "#10964"),
        ("共带来10964个项目", "#10964"),
        ("1万余家", "#10000"),
        ("7–9 September 2017", "@2017-09-08"),
        ("2017年9月7日至9日", "@2017-09-08"),
        ("September 7, 2017", "@2017-09-07"),
        ("2017-09-07", "@2017-09-07"),
        ("2017年9月", "@2017-09"),
        ("the fifth session", "%5"),
        ("第十三届", "%13"),
        ("13届", "%13"),
        ("the 5th High-Tech Expo", "%5"),
    ],
)
def test_numbers_dates_and_ordinals_mean_the_same_in_both_languages(text: str, lexeme: str) -> None:
    assert lexeme in {each for quantity in quantities(fold(text)) for each in quantity.lexemes}


@pytest.mark.parametrize(
    ("british", "us"),
    [
        ("honour", "honor"),
        ("organisation", "organization"),
        ("centre", "center"),
        ("fibre", "fiber"),
        ("programme", "program"),
        ("enterprise", "enterprise"),
        ("exercise", "exercise"),
        ("cancelled", "canceled"),
        ("four", "four"),
        ("hour", "hour"),
    ],
)
def test_british_and_american_spelling_are_one(british: str, us: str) -> None:
    assert american(british) == us


@pytest.mark.parametrize(
    "text", ["Café ＨＩＧＨ－ＴＥＣＨ", "軍民融合創新", "a\u202eb\x00c", "ﬁ㎡…", "İstanbul", "𠀀𠀁"]
)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_width_accents_case_and_traditional_characters_are_folded() -> None:
    assert fold("ＣＡＦÉ 軍民融合") == "cafe 军民融合"


def test_hyphens_join_and_ampersands_name() -> None:
    assert {"high", "tech", "hightech"} <= found("High-Tech")
    assert "s&t" in found("S&T Innovation")


def test_a_query_is_made_of_quoted_lexemes_alone() -> None:
    query = parse("a'b \\ & | ! : * ( ) <-> 绵阳' OR 1=1; --")
    assert query
    assert "--" not in query.words
    assert parse("'&|!:*()").words == ""
    assert not parse("of the and")


def test_quotation_marks_ask_for_neighbors() -> None:
    assert "<2>" in parse("“Guest of Honor”").words


def test_long_queries_are_cut_and_say_so() -> None:
    query = parse("绵阳 " * 5000)
    assert query.was_cut
    assert len(query.terms) <= 12


def test_a_tsvector_stays_within_postgresqls_limits() -> None:
    literal = tsvector([("word " * 20_000, "D"), ("later", "A")])
    assert literal.count(",") < 600


@pytest.mark.parametrize(
    ("a", "b", "edits"), [("isreal", "israel", 1), ("argentna", "argentina", 1), ("abc", "xyz", 3)]
)
def test_distances(a: str, b: str, edits: int) -> None:
    assert distance(a, b, 2) == edits


def test_words_within_their_distance_share_a_key() -> None:
    assert set(deletion_keys("isreal")) & set(deletion_keys("israel"))


def test_near_sounds_are_one() -> None:
    assert sound("绵阳") == sound("绵羊") == "mianyang"
    assert near_sound("chuangxing") == near_sound("chuangxin")


def test_a_run_falls_into_the_fewest_known_words() -> None:
    assert split("guestofhonor", {"guest", "of", "honor", "hon", "or"}, lambda word: 1.0) == ["guest", "of", "honor"]
    assert split("guestx", {"guest"}, lambda word: 1.0) == []
