"""Two thousand invented pages in both languages, to search among: forty subjects by fifty aspects, and two traps.

The first page of a subject has the subject alone as its title. Bodies speak of neighboring subjects and use the general
words that the real pages use too (innovation, cooperation, exhibition), so that a match in running text is no proof.
"""

import datetime
import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from pages.bilingual.languages import default_language
from pages.models import BasePage, StandardPage

SUBJECTS = [
    ("laser-welding", "Laser welding", "激光焊接"), ("soil-testing", "Soil testing", "土壤检测"),
    ("satellite-navigation", "Satellite navigation", "卫星导航"), ("wind-power", "Wind power", "风力发电"),
    ("medical-imaging", "Medical imaging", "医学影像"), ("battery-recycling", "Battery recycling", "电池回收"),
    ("flood-warning", "Flood warning", "洪水预警"), ("speech-recognition", "Speech recognition", "语音识别"),
    ("water-purification", "Water purification", "水质净化"), ("bridge-monitoring", "Bridge monitoring", "桥梁监测"),
    ("drone-mapping", "Drone mapping", "无人机测绘"), ("food-safety", "Food safety", "食品安全"),
    ("nuclear-medicine", "Nuclear medicine", "核医学"), ("optical-fiber", "Optical fiber", "光纤通信"),
    ("smart-grid", "Smart grid", "智能电网"), ("seed-breeding", "Seed breeding", "种子培育"),
    ("earthquake-sensors", "Earthquake sensors", "地震传感器"), ("robot-arms", "Robot arms", "机械臂"),
    ("traffic-signals", "Traffic signals", "交通信号"), ("air-quality", "Air quality", "空气质量"),
    ("three-d-printing", "3D printing", "三维打印"), ("gas-turbines", "Gas turbines", "燃气轮机"),
    ("industrial-software", "Industrial software", "工业软件"), ("digital-archives", "Digital archives", "数字档案"),
    ("museum-lighting", "Museum lighting", "博物馆照明"), ("tea-processing", "Tea processing", "茶叶加工"),
    ("hydrogen-storage", "Hydrogen storage", "氢能储存"), ("radar-calibration", "Radar calibration", "雷达校准"),
    ("textile-dyeing", "Textile dyeing", "纺织印染"), ("forest-fire-detection", "Forest fire detection", "森林火灾探测"),
    ("ceramic-coatings", "Ceramic coatings", "陶瓷涂层"), ("machine-translation", "Machine translation", "机器翻译"),
    ("solar-cells", "Solar cells", "太阳能电池"), ("vaccine-transport", "Vaccine transport", "疫苗运输"),
    ("bamboo-materials", "Bamboo materials", "竹材利用"), ("rail-inspection", "Rail inspection", "铁路检测"),
    ("quantum-computing", "Quantum computing", "量子计算"), ("space-debris", "Space debris", "空间碎片"),
    ("tunnel-ventilation", "Tunnel ventilation", "隧道通风"), ("river-dredging", "River dredging", "河道疏浚"),
]  # fmt: skip
ASPECTS = [
    ("", "", ""), ("standards", "standards", "标准"), ("training", "training", "培训"), ("cost", "cost", "成本"),
    ("trials", "field trials", "现场试验"), ("maintenance", "maintenance", "维护"), ("materials-used", "supplies", "耗材"),
    ("history", "history", "沿革"), ("questions", "questions and answers", "问答"), ("safety-rules", "working rules", "规程"),
    ("measuring", "measuring", "计量"), ("models", "models", "型号"), ("energy", "energy use", "能耗"),
    ("noise", "noise", "噪声"), ("repair", "repair", "维修"), ("choice", "how to choose", "选型"),
    ("storage-room", "warehousing", "仓储"), ("weather", "in bad weather", "恶劣天气"), ("night", "at night", "夜间作业"),
    ("students", "for students", "学生读本"), ("data", "data", "数据"), ("waste", "waste", "废料"),
    ("winter", "in winter", "冬季"), ("mountains", "in the mountains", "山区"), ("coast", "on the coast", "沿海"),
    ("schools", "in schools", "校园"), ("farms", "on farms", "农场"), ("hospitals", "in hospitals", "医院"),
    ("ports", "in ports", "港口"), ("airports", "in airports", "机场"), ("mines", "in mines", "矿山"),
    ("villages", "in villages", "乡村"), ("ships", "on ships", "船舶"), ("trains", "on trains", "列车"),
    ("glossary", "glossary", "词汇"), ("software", "software", "软件"), ("staff", "staff", "人员"),
    ("prices", "prices", "价格"), ("delivery", "delivery", "交付"), ("insurance", "insurance", "保险"),
    ("rental", "rental", "租赁"), ("testing", "testing", "测试"), ("painting", "painting", "喷漆"),
    ("calibration", "calibration", "校准"), ("cleaning", "cleaning", "清洁"), ("humidity", "humidity", "湿度"),
    ("vibration", "vibration", "振动"), ("cables", "cables", "线缆"), ("lenses", "lenses", "镜片"), ("pumps", "pumps", "水泵"),
]  # fmt: skip
SENTENCES = [
    ("It came out of innovation in companies and universities.", "它来自企业和高校的创新。"),
    ("Cooperation between research institutes made it better.", "科研院所之间的合作使它更好。"),
    ("At an exhibition one sees it at work.", "在展览上可以看到它如何运转。"),
    ("The technology is used in many regions.", "这项技术用于许多地区。"),
    ("A first project began some years ago.", "第一个项目始于若干年前。"),
    ("Partners from other countries follow the results.", "外国伙伴关注这些成果。"),
    ("The main forum of the field meets now and then.", "该领域的论坛不定期召开。"),
    ("Civilian use came later than expected.", "民用比预期来得晚。"),
    ("The achievements were shown to visitors.", "成果向观众展示。"),
    ("What matters is careful preparation.", "重要的是认真准备。"),
]
TRAPS = [
    ("trap-terms", "Collected words", "词语汇编", "A list of words.", "这里收录科技术语。"),
    ("trap-fairs", "Trade halls", "展厅手册", "A list of halls.", "这里介绍中国会展业。"),
]


@dataclass(frozen=True)
class Generated:
    slug: str
    title_en: str
    title_zh: str
    text_en: str
    text_zh: str
    subject: str = ""


def generated(count: int = 2000, seed: int = 7) -> Iterator[Generated]:
    """The same pages at every call; more than 2,000 repeat the subjects with a number."""
    chance = random.Random(seed)
    for slug, *texts in TRAPS:
        yield Generated(slug, *texts)
    for index in range(count - len(TRAPS)):
        subject, aspect = SUBJECTS[index % len(SUBJECTS)], ASPECTS[index // len(SUBJECTS) % len(ASPECTS)]
        turn = index // (len(SUBJECTS) * len(ASPECTS))
        others = chance.sample(SUBJECTS, 2)
        sentences = chance.choices(SENTENCES, k=chance.randint(2, 9))
        mark = (f" {turn + 1}", f"之{turn + 1}") if turn else ("", "")
        yield Generated(
            "-".join(part for part in (subject[0], aspect[0], str(turn) if turn else "") if part),
            (f"{subject[1]}: {aspect[1]}" if aspect[1] else subject[1]) + mark[0],
            (f"{subject[2]}：{aspect[2]}" if aspect[2] else subject[2]) + mark[1],
            f"This page is about {subject[1].lower()}. " + " ".join(each[0] for each in sentences)
            + f" See also {others[0][1].lower()} and {others[1][1].lower()}.",
            f"本页介绍{subject[2]}。" + "".join(each[1] for each in sentences) + f"另见{others[0][2]}和{others[1][2]}。",
            subject[0],
        )  # fmt: skip


def make_pages(parent: BasePage, pages: list[Generated]) -> None:
    """Standard pages below ``parent``, written as rows: thousands in seconds, without revisions, signals or indexing."""
    now = timezone.now()
    with transaction.atomic(), default_language():
        start = parent.numchild
        rows = [_row(parent, start + index, page, now) for index, page in enumerate(pages, start=1)]
        made = BasePage.objects.bulk_create(rows, batch_size=500)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO pages_standardpage (basepage_ptr_id, body, body_en, body_zh_hans) VALUES (%s, %s, %s, %s)",
                [
                    (row.pk, _body(page.text_en), _body(page.text_en), _body(page.text_zh))
                    for row, page in zip(made, pages, strict=True)
                ],
            )
        BasePage.objects.filter(pk=parent.pk).update(numchild=start + len(pages))


def _body(text: str) -> str:
    return json.dumps([{"type": "text", "value": f"<p>{text}</p>", "id": str(uuid.uuid4())}], ensure_ascii=False)


def _row(parent: BasePage, number: int, page: Generated, now: datetime.datetime) -> BasePage:
    return BasePage(
        path=BasePage._get_path(parent.path, parent.depth + 1, number),
        depth=parent.depth + 1,
        numchild=0,
        slug=page.slug,
        url_path=f"{parent.url_path}{page.slug}/",
        title=page.title_en,
        title_en=page.title_en,
        title_zh_hans=page.title_zh,
        draft_title=page.title_en,
        live=True,
        first_published_at=now,
        last_published_at=now,
        content_type=ContentType.objects.get_for_model(StandardPage),
        locale_id=parent.locale_id,
    )
