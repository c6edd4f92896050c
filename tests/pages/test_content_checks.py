"""What the server finds in texts before readers meet it, and what it leaves alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.bilingual.content_checks.findings import blocking_findings, findings_of
from pages.bilingual.content_checks.number_words import differing_numbers
from pages.bilingual.content_checks.rules import Check, Level
from pages.bilingual.content_checks.wording import debris_in, punctuation_problems, superlatives_in
from pages.models import BasePage, CheckSettings, SiteImage, StandardPage
from pages.translations.models import GlossaryTerm
from sessions_archive.ledger import kept_ledger
from tests.pages.staff import CHINESE


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("RMB 456.5 billion", "4565亿元"),
        ("more than 6,000 projects", "6000余个项目"),
        ("10,000 square meters", "1万平方米"),
        ("56,300 visits", "5.63万人次"),
        ("the 5th session in September 2017", "2017年9月第五届"),
        ("three features", "三大特色"),
        ("grew by 50%", "增长50%"),
        ("grew by 50 percent", "增长了百分之五十"),
        ("7–9 September 2017", "2017年9月7日至9日"),
        ("over 1.5 million", "超过150万"),
        ("3,000 companies", "三千家企业"),
        ("the 12th Five-Year Plan", "“十二五”规划"),
        ("less sessions 1 to 3", "减去前三届"),
        ("twelve countries", "12个国家"),
        ("from 9:00 to 3 p.m.", "9时至15时"),
        ("at 5:30 p.m.", "17:30开始"),
        ("at 15:00", "下午3点"),
        ("on Sept. 3 and Nov. 5", "9月3日和11月5日"),
        ("since the 1980s", "自20世纪80年代以来"),
        ("since the 1980s", "自二十世纪八十年代以来"),
        ("25,000 visitors", "二万五千人"),
        ("RMB 120 million", "1亿2000万元"),
        ("100 percent", "百分之百"),
        ("RMB 1.2 bn", "12亿元"),
    ],
)
def test_one_number_in_two_ways_of_saying_it_is_one(english: str, chinese: str) -> None:
    assert differing_numbers(english, chinese) == ([], [])


@pytest.mark.parametrize(
    ("english", "chinese", "differing"),
    [
        ("RMB 456.5 billion", "456.5亿元", (["456.5 billion"], ["456.5亿"])),
        ("6,000 projects", "600个项目", (["6,000"], ["600"])),
        ("in 2017", "于2018年", (["2017"], ["2018"])),
        ("12 countries", "多个国家", (["12"], [])),
        ("many countries", "35个国家", ([], ["35"])),
        ("at 3 p.m.", "16时", (["3"], ["16"])),
        ("since the 1980s", "自20世纪70年代以来", (["1980"], ["70"])),
        ("25,000 visitors", "二万六千人", (["25,000"], [])),
    ],
)
def test_another_number_is_found_in_both_directions(
    english: str, chinese: str, differing: tuple[list[str], list[str]]
) -> None:
    assert differing_numbers(english, chinese) == differing


@pytest.mark.parametrize(
    "text",
    [
        "科博会,在绵阳",
        "科博会(绵阳)举行",
        "占比50 %",
        '他说"好"',
        "<<贺信>>全文",
        "等等...",
        "展览--论坛",
        "《贺信全文",
        "绵阳 科技城",
        "在绵阳举行.",
    ],
)
def test_half_width_punctuation_in_chinese_is_found(text: str) -> None:
    assert len(list(punctuation_problems(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "科博会在绵阳（科技城）举行，占比50%。",
        "《贺信》说：“好！”",
        "AI、5G等技术……",
        "展览——论坛",
        "版本1.5，共1,114项",
        "https://example.cn/a?b=1",
        "Science, Technology (S&T) 的译名",
    ],
)
def test_right_punctuation_is_left_alone(text: str) -> None:
    assert list(punctuation_problems(text)) == []


def test_words_of_another_page_are_found_and_ordinary_words_are_not() -> None:
    assert debris_in("Loading… 正在加载 {{ title }}") == ["Loading…", "正在加载", "{{", "}}"]
    assert debris_in("Loading docks and todo lists are on level 2.") == []


def test_superlatives_are_found_in_both_languages() -> None:
    assert superlatives_in("The largest and first-ever expo", "en") == ["largest", "first-ever"]
    assert superlatives_in("最大的博览会，国内唯一", CHINESE) == ["最大", "唯一"]
    assert superlatives_in("最近一届与最后一天，第一届", CHINESE) == []


@pytest.fixture
def page(site_content: None) -> StandardPage:
    page = StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel")
    BasePage.objects.get(depth=2).add_child(instance=page)
    return page


def texts(page: StandardPage, english: str, chinese: str, kind: str = "text") -> None:
    for name, value in (("body_en", english), ("body_zh_hans", chinese)):
        block = page._meta.get_field(name).stream_block
        setattr(
            page, name, block.to_python([{"type": kind, "value": value, "id": "11111111-1111-4111-8111-111111111111"}])
        )


def found(page: StandardPage) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for finding in findings_of(page):
        result.setdefault(finding.check.value, []).append(finding.language)
    return result


@pytest.mark.django_db
def test_nothing_that_is_shipped_is_held_up(site_content: None) -> None:
    with kept_ledger():
        held_up = [
            (page.slug, finding.label, finding.message)
            for page in BasePage.objects.live().filter(depth__gt=1).specific()
            for finding in findings_of(page)
            if finding.is_blocking
        ]
    assert held_up == []


@pytest.mark.django_db
def test_each_class_of_mistake_is_said_where_it_stands(page: StandardPage) -> None:
    texts(page, "<p>6,000 guests came. Loading…</p>", "<p>来了600人。</p>")
    assert found(page) == {"numbers": [CHINESE, CHINESE], "debris": ["en"]}
    assert {finding.path for finding in findings_of(page)} == {"body/11111111-1111-4111-8111-111111111111"}
    texts(page, "<p>The largest expo.</p>", "<p>规模最大的博览会。</p>")
    assert found(page) == {"superlatives": ["en", CHINESE]}
    link = '<a href="https://www.gov.cn/">'
    texts(page, f"<p>The {link}largest</a> expo.</p>", f"<p>规模{link}最大</a>的博览会。</p>")
    assert found(page) == {}
    GlossaryTerm.objects.update_or_create(term="Science fair", language=CHINESE, defaults={"translation": "科学展"})
    texts(page, "<p>A science fair.</p>", "<p>科技集市。</p>")
    assert found(page) == {"terms": [CHINESE]}
    texts(page, "<p>By train.</p>", "<p></p>")
    assert found(page) == {"missing": [CHINESE]}


@pytest.mark.django_db
def test_a_figure_in_one_language_only_is_found(page: StandardPage) -> None:
    figure = '<embed embedtype="figure" measure="signed_amount_cny" through="5"/>'
    texts(page, f"<p>Worth {figure}.</p>", "<p>总额。</p>")
    assert found(page)["figures"] == [CHINESE]
    texts(page, f"<p>Worth {figure}.</p>", f"<p>总额{figure}。</p>")
    assert found(page) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "link",
    ['<a href="#">', '<a href="http://">', '<a linktype="page" id="999999">', '<a href="https://ads.bad.net/x">', "<a>",
     '<a href="javascript:alert(1)">', '<a linktype="document" id="77">'],
)  # fmt: skip
def test_links_that_lead_nowhere_or_where_they_must_not(page: StandardPage, link: str) -> None:
    settings = CheckSettings.load()
    settings.denied_hosts = "bad.net"
    settings.save()
    texts(page, f"<p>{link}More</a></p>", "<p>更多</p>")
    assert found(page) == {"links": ["en"]}
    texts(page, '<p><a href="https://www.gov.cn/">More</a></p>', "<p>更多</p>")
    assert found(page) == {}


@pytest.mark.django_db
def test_a_picture_needs_its_text_in_each_language(page: StandardPage) -> None:
    picture = SiteImage.objects.create(title="Square", alt_en="A square", file="x.png", width=1, height=1)
    texts(page, {"image": picture.pk, "caption": ""}, {"image": picture.pk, "caption": ""}, "picture")  # type: ignore[arg-type]
    assert found(page) == {"pictures": [CHINESE]}
    SiteImage.objects.update(decorative=True)
    assert found(page) == {}


@pytest.mark.django_db
def test_each_check_weighs_what_the_settings_say(page: StandardPage) -> None:
    texts(page, "<p>6,000 guests.</p>", "<p>600位来宾。</p>")
    assert [finding.check for finding in blocking_findings(page, CHINESE)] == [Check.NUMBERS, Check.NUMBERS]
    settings = CheckSettings.load()
    settings.numbers = Level.WARNING
    settings.save()
    assert blocking_findings(page, CHINESE) == []
    assert found(page) == {"numbers": [CHINESE, CHINESE]}
    settings.numbers = Level.OFF
    settings.save()
    assert found(page) == {}


def test_a_long_text_asks_the_database_no_more_than_a_short_one(page: StandardPage) -> None:
    def queries(paragraphs: int) -> int:
        for code, text in (("en", "<p>1,114 projects in %d</p>"), ("zh_hans", "<p>%d年,共1114项</p>")):
            blocks = [
                {"type": "text", "value": text % year, "id": str(year)} for year in range(2013, 2013 + paragraphs)
            ]
            setattr(page, f"body_{code}", page.body_en.stream_block.to_python(blocks))
        with kept_ledger(), CaptureQueriesContext(connection) as captured:
            assert findings_of(page)
        return len(captured)

    queries(1)  # a warm process
    assert queries(30) == queries(3)
