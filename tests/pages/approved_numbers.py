"""How each figure of the content is written, as approved: read this table, not the code, to see what visitors get.

Agreed with the site's design, cell by cell. A change here is a change of what is published, in both languages.
"""

from pages.measures import Quality

EXACT, MORE_THAN, ABOUT = Quality.EXACT, Quality.MORE_THAN, Quality.ABOUT

# (measure, value, quality): under a head with the unit, English and Chinese; with its unit, English and Chinese
APPROVED = {
    ("exhibitors", 150, MORE_THAN): ("150+", "150余", "150+", "150余"),
    ("exhibitors", 300, MORE_THAN): ("300+", "300余", "300+", "300余"),
    ("exhibitors", 428, EXACT): ("428", "428", "428", "428"),
    ("exhibitors", 577, EXACT): ("577", "577", "577", "577"),
    ("exhibitors", 582, EXACT): ("582", "582", "582", "582"),
    ("exhibitors", 650, MORE_THAN): ("650+", "650余", "650+", "650余"),
    ("exhibitors", 754, EXACT): ("754", "754", "754", "754"),
    ("exhibitors", 803, EXACT): ("803", "803", "803", "803"),
    ("exhibitors", 819, EXACT): ("819", "819", "819", "819"),
    ("exhibitors", 3_700, MORE_THAN): ("3,700+", "3700余", "3,700+", "3700余"),
    ("projects", 1_304, EXACT): ("1,304", "1304", "1,304", "1304"),
    ("projects", 1_944, EXACT): ("1,944", "1944", "1,944", "1944"),
    ("projects", 2_067, EXACT): ("2,067", "2067", "2,067", "2067"),
    ("projects", 2_584, EXACT): ("2,584", "2584", "2,584", "2584"),
    ("projects", 3_065, EXACT): ("3,065", "3065", "3,065", "3065"),
    ("projects", 10_964, EXACT): ("10,964", "10964", "10,964", "10964"),
    ("exhibits", 1_000, MORE_THAN): ("1,000+", "1000余", "1,000+", "1000余"),
    ("exhibits", 1_800, MORE_THAN): ("1,800+", "1800余", "1,800+", "1800余"),
    ("exhibits", 2_200, MORE_THAN): ("2,200+", "2200余", "2,200+", "2200余"),
    ("exhibits", 3_000, MORE_THAN): ("3,000+", "3000余", "3,000+", "3000余"),
    ("exhibits", 4_150, MORE_THAN): ("4,150+", "4150余", "4,150+", "4150余"),
    ("exhibits", 8_647, EXACT): ("8,647", "8647", "8,647", "8647"),
    ("exhibits", 9_736, EXACT): ("9,736", "9736", "9,736", "9736"),
    ("exhibits", 10_000, MORE_THAN): ("10,000+", "1万余", "10,000+", "1万余"),
    ("exhibits", 10_319, EXACT): ("10,319", "10319", "10,319", "10319"),
    ("countries", 14, EXACT): ("14", "14", "14", "14"),
    ("countries", 15, EXACT): ("15", "15", "15", "15"),
    ("countries", 42, EXACT): ("42", "42", "42", "42"),
    ("countries", 44, EXACT): ("44", "44", "44", "44"),
    ("countries", 47, EXACT): ("47", "47", "47", "47"),
    ("countries", 49, EXACT): ("49", "49", "49", "49"),
    ("countries", 56, EXACT): ("56", "56", "56", "56"),
    ("signed_projects", 101, EXACT): ("101", "101", "101", "101"),
    ("signed_projects", 105, EXACT): ("105", "105", "105", "105"),
    ("signed_projects", 214, EXACT): ("214", "214", "214", "214"),
    ("signed_projects", 314, EXACT): ("314", "314", "314", "314"),
    ("signed_projects", 634, EXACT): ("634", "634", "634", "634"),
    ("signed_projects", 665, EXACT): ("665", "665", "665", "665"),
    ("signed_projects", 945, EXACT): ("945", "945", "945", "945"),
    ("signed_projects", 2_107, EXACT): ("2,107", "2107", "2,107", "2107"),
    ("signed_projects", 2_772, EXACT): ("2,772", "2772", "2,772", "2772"),
    ("signed_amount_cny", 48_650_000_000, EXACT): ("48.65", "486.5", "RMB 48.65 billion", "486.5亿元"),
    ("signed_amount_cny", 88_360_000_000, EXACT): ("88.36", "883.6", "RMB 88.36 billion", "883.6亿元"),
    ("signed_amount_cny", 92_375_000_000, EXACT): ("92.375", "923.75", "RMB 92.375 billion", "923.75亿元"),
    ("signed_amount_cny", 101_990_000_000, EXACT): ("101.99", "1019.9", "RMB 101.99 billion", "1019.9亿元"),
    ("signed_amount_cny", 102_489_000_000, EXACT): ("102.489", "1024.89", "RMB 102.489 billion", "1024.89亿元"),
    ("signed_amount_cny", 106_000_000_000, EXACT): ("106", "1060", "RMB 106 billion", "1060亿元"),
    ("signed_amount_cny", 111_400_000_000, EXACT): ("111.4", "1114", "RMB 111.4 billion", "1114亿元"),
    ("signed_amount_cny", 111_500_000_000, EXACT): ("111.5", "1115", "RMB 111.5 billion", "1115亿元"),
    ("signed_amount_cny", 345_000_000_000, EXACT): ("345", "3450", "RMB 345 billion", "3450亿元"),
    ("signed_amount_cny", 456_500_000_000, EXACT): ("456.5", "4565", "RMB 456.5 billion", "4565亿元"),
    ("signed_amount_cny", 600_000_000_000, MORE_THAN): ("600+", "6000余", "more than RMB 600 billion", "超6000亿元"),
    ("area_m2", 25_000, EXACT): ("25,000", "2.5万", "25,000 m²", "2.5万平方米"),
    ("area_m2", 30_000, EXACT): ("30,000", "3万", "30,000 m²", "3万平方米"),
    ("area_m2", 35_000, EXACT): ("35,000", "3.5万", "35,000 m²", "3.5万平方米"),
    ("area_m2", 40_000, EXACT): ("40,000", "4万", "40,000 m²", "4万平方米"),
    ("area_m2", 70_000, EXACT): ("70,000", "7万", "70,000 m²", "7万平方米"),
    ("area_m2", 80_000, EXACT): ("80,000", "8万", "80,000 m²", "8万平方米"),
    ("activities", 10, EXACT): ("10", "10", "10", "10"),
    ("activities", 17, EXACT): ("17", "17", "17", "17"),
    ("activities", 25, EXACT): ("25", "25", "25", "25"),
    ("activities", 28, EXACT): ("28", "28", "28", "28"),
    ("activities", 30, MORE_THAN): ("30+", "30余", "30+", "30余"),
    ("activities", 31, EXACT): ("31", "31", "31", "31"),
    ("activities", 32, EXACT): ("32", "32", "32", "32"),
    ("activities", 36, EXACT): ("36", "36", "36", "36"),
    ("activities", 46, EXACT): ("46", "46", "46", "46"),
    ("visitors", 400_000, MORE_THAN): ("400,000+", "40万余", "400,000+", "40万余"),
    ("visitors", 510_000, EXACT): ("510,000", "51万", "510,000", "51万"),
    ("visitors", 563_000, EXACT): ("563,000", "56.3万", "563,000", "56.3万"),
    ("visitors", 600_000, ABOUT): ("about 600,000", "约60万", "about 600,000", "约60万"),
    ("launched_achievements", 2_000, MORE_THAN): ("2,000+", "2000余", "2,000+", "2000余"),
    ("theoretical_results", 150, MORE_THAN): ("150+", "150余", "150+", "150余"),
    ("military_industrial_groups", 12, EXACT): ("12", "12", "12", "12"),
}

# (measure, value, quality): around a large numeral, English and Chinese
APPROVED_PARTS = {
    ("signed_amount_cny", 456_500_000_000, EXACT): (("RMB", "456.5", "billion"), ("", "4565", "亿元")),
    ("signed_amount_cny", 111_400_000_000, EXACT): (("RMB", "111.4", "billion"), ("", "1114", "亿元")),
    ("signed_amount_cny", 600_000_000_000, MORE_THAN): (("more than RMB", "600", "billion"), ("超", "6000", "亿元")),
    ("signed_projects", 2_772, EXACT): (("", "2,772", ""), ("", "2772", "个")),
    ("projects", 10_964, EXACT): (("", "10,964", ""), ("", "10964", "个")),
    ("exhibitors", 3_700, MORE_THAN): (("", "3,700+", ""), ("", "3700", "余家")),
    ("exhibitors", 754, EXACT): (("", "754", ""), ("", "754", "家")),
    ("countries", 56, EXACT): (("", "56", ""), ("", "56", "个")),
    ("launched_achievements", 2_000, MORE_THAN): (("", "2,000+", ""), ("", "2000", "余项")),
    ("exhibits", 10_000, MORE_THAN): (("", "10,000+", ""), ("", "1", "万余件")),
    ("exhibits", 9_736, EXACT): (("", "9,736", ""), ("", "9736", "件")),
    ("activities", 36, EXACT): (("", "36", ""), ("", "36", "项")),
    ("area_m2", 35_000, EXACT): (("", "35,000", "m²"), ("", "3.5", "万平方米")),
    ("visitors", 600_000, ABOUT): (("about", "600,000", ""), ("约", "60", "万")),
    ("visitors", 563_000, EXACT): (("", "563,000", ""), ("", "56.3", "万")),
}

# The profile's sentences: {} are figures, everything else is typed.
APPROVED_SENTENCES = {
    ("exhibitors", 3_700, MORE_THAN): (
        ("Five sessions brought {} exhibitors", "Five sessions brought more than 3,700 exhibitors"),
        ("前五届科博会共有{}家企业、高校和科研院所参展", "前五届科博会共有3700余家企业、高校和科研院所参展"),
    ),
    ("projects", 10_964, EXACT): (
        ("Together they showed {} projects.", "Together they showed 10,964 projects."),
        ("共带来{}个项目", "共带来10964个项目"),
    ),
    ("launched_achievements", 2_000, MORE_THAN): (
        (
            "In all, {} achievements and patents were launched",
            "In all, more than 2,000 achievements and patents were launched",
        ),
        ("累计发布科技成果与专利技术{}项", "累计发布科技成果与专利技术2000余项"),
    ),
    ("signed_projects", 2_772, EXACT): (
        ("and {} projects were signed", "and 2,772 projects were signed"),
        ("签约项目{}个", "签约项目2772个"),
    ),
    ("signed_amount_cny", 456_500_000_000, EXACT): (
        ("worth {}.", "worth RMB 456.5 billion."),
        ("金额{}。", "金额4565亿元。"),
    ),
    ("theoretical_results", 150, MORE_THAN): (
        ("led to {} theoretical results", "led to more than 150 theoretical results"),
        ("形成{}项理论成果", "形成150余项理论成果"),
    ),
    ("military_industrial_groups", 12, EXACT): (
        ("are {} military-industrial groups", "are 12 military-industrial groups"),
        ("{}家军工集团", "12家军工集团"),
    ),
    ("countries", 56, EXACT): (
        ("{} countries and regions took part", "56 countries and regions took part"),
        ("共有{}个国家和地区参展参会", "共有56个国家和地区参展参会"),
    ),
    ("area_m2", 35_000, EXACT): (
        ("on {} of halls", "on 35,000 square meters of halls"),
        ("展览面积{}。", "展览面积3.5万平方米。"),
    ),
}
