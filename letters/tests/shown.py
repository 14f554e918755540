"""The letters that designs are looked at with, on the contact sheets of docs/designs.md and by the golden pages."""

from types import SimpleNamespace

from saaska.documents.schema import PERSONAL_INFO

PRIYA = {
    "firstName": "Priya",
    "lastName": "Raman",
    "headline": "Senior backend engineer",
    "email": "priya.raman@mail.example",
    "phone": "+44 20 7946 0321",
    "location": "Leeds, United Kingdom",
    "linkedin": "https://www.linkedin.com/in/priya-raman-example",
    "github": "https://github.com/priyaraman-example",
}
TEXT = (
    "Dear Ms Abara,",
    "Your posting asks for somebody who makes late data visible instead of hiding it. I have done little else for three"
    " years: at Kestrel Freight every quote says how old its prices are, and customers stopped calling to ask.",
    "Before that I wrote the double-entry ledger of Paperbark Payments, which has balanced to the penny in every audit"
    " since 2018. I learnt there that the person who finds a difference should need one click to see where it began,"
    " and that such a click is worth more than any dashboard.",
    "I would bring runbooks that a tired person can follow at three in the morning, and the patience it takes to agree"
    " on a format with eleven teams. I would like to learn from you how a grid forecasts what the wind will do.",
    "I could begin in May, and would be glad to tell you more.",
    "Yours sincerely,\nPriya Raman",
)


def letter(design, *, person, paragraphs, company="Harbour Data", job="Senior Data Engineer"):
    """A letter that is in no database."""
    return SimpleNamespace(
        template=design,
        personal_info=PERSONAL_INFO.clean(person),
        company_name=company,
        job_title=job,
        content="\n\n".join(paragraphs),
    )


def tiny(design):
    person = {"firstName": "Bo", "lastName": "Ek", "email": "bo@ek.example"}
    return letter(
        design,
        person=person,
        paragraphs=["Hello,", "I bake bread.", "Bo Ek"],
        company="Ek & Daughters",
        job="",
    )


def typical(design):
    return letter(design, person=PRIYA, paragraphs=TEXT)


def huge(design):
    """Two pages and more, under a long name, to a company and for a job with long names."""
    person = {
        **PRIYA,
        "firstName": "Maximiliane-Theodora",
        "lastName": "von Hohenlohe-Schillingsfürst",
        "headline": "Head of operations, logistics and everything between the two",
        "website": "https://maximiliane-von-hohenlohe-schillingsfuerst.example.org/portfolio",
    }
    return letter(
        design,
        person=person,
        paragraphs=[TEXT[0], *TEXT[1:4], *TEXT[1:4], *TEXT[1:5], TEXT[5]],
        company="The Northern and Eastern Harbour Data Exchange and Forecasting Company",
        job="Head of Operations, Logistics and Data Platforms for Northern and Eastern Europe",
    )


def arabic(design):
    return letter(
        design,
        person={
            "firstName": "ليلى",
            "lastName": "حداد",
            "headline": "مهندسة برمجيات أولى",
            "email": "layla.haddad@mail.example",
            "phone": "+961 1 555 014",
            "location": "بيروت، لبنان",
            "layout": {"language": "ar"},
        },
        paragraphs=[
            "السيدة عبارة المحترمة،",
            "قرأت إعلانكم عن مهندسة تجعل تأخر البيانات مرئيا بدل إخفائه. هذا ما أفعله منذ ثلاث سنوات في شركة ميناء"
            " للبيانات: كل سعر يقول كم عمره، ولم يعد الزبائن يتصلون ليسألوا.",
            "قبل ذلك كتبت دفتر الحسابات في مدفوعات الأرز، وهو يتطابق حتى آخر قرش في كل تدقيق منذ 2018. تعلمت هناك أن"
            " من يجد فرقا ينبغي أن يرى بدايته بنقرة واحدة.",
            "يسعدني أن أحدثكم بالمزيد، ويمكنني أن أبدأ في أيار.",
            "مع خالص التحية\nليلى حداد",
        ],
        company="بيانات المرفأ",
        job="مهندسة بيانات أولى",
    )


def japanese(design):
    return letter(
        design,
        person={
            "firstName": "太郎",
            "lastName": "山田",
            "headline": "シニアソフトウェアエンジニア",
            "email": "taro.yamada@mail.example",
            "phone": "+81 3 5550 0123",
            "location": "東京都港区",
            "layout": {"language": "ja"},
        },
        paragraphs=[
            "採用ご担当者様",
            "貴社の求人を拝見し、応募いたしました。遅れているデータを隠さずに見えるようにすることは、私がこの三年間、"
            "港湾データ株式会社で取り組んできた仕事そのものです。どの見積もりにも価格の新しさが表示され、"
            "お客様からの問い合わせはなくなりました。",
            "それ以前は桜決済株式会社で複式簿記の台帳を開発し、2018年以降すべての監査で一円の狂いもありません。"
            "差異を見つけた人が一度の操作で原因にたどり着けることが何より大切だと学びました。",
            "ぜひ一度お話しする機会をいただければ幸いです。どうぞよろしくお願いいたします。",
            "山田太郎",
        ],
        company="北港データ株式会社",
        job="シニアデータエンジニア",
    )


SHOWN = {"tiny": tiny, "typical": typical, "huge": huge, "Arabic": arabic, "Japanese": japanese}
