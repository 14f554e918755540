"""The résumés that designs are looked at with, on the contact sheets of docs/designs.md and by the golden pages."""

from resumes.schema import WORK_EXPERIENCE
from resumes.tests import samples
from resumes.tests.samples import job, resume, skilled, study
from saaska.documents.schema import PERSONAL_INFO


def huge(design):
    """Three pages and more: a long name, every kind of section, 53 bullets."""
    document = samples.many_sections(design)
    longer = {
        "firstName": "Maximiliane-Theodora",
        "lastName": "von Hohenlohe-Schillingsfürst",
        "headline": "Head of operations, logistics and everything between the two",
        "website": "https://maximiliane-von-hohenlohe-schillingsfuerst.example.org/portfolio",
        "links": [{"label": "Talks", "url": "https://talks.example.org/hohenlohe"}],
    }
    document.personal_info = PERSONAL_INFO.clean({**document.personal_info, **longer})
    document.work_experience = WORK_EXPERIENCE.clean(
        [{**work, "id": ""} for work in samples.three_pages(design).work_experience]
    )
    return document


def arabic(design):
    return resume(
        design,
        person={
            "firstName": "ليلى",
            "lastName": "حداد",
            "headline": "مهندسة برمجيات أولى",
            "email": "layla.haddad@mail.example",
            "phone": "+961 1 555 014",
            "location": "بيروت، لبنان",
            "layout": {"language": "ar"},
            "linkedin": "https://www.linkedin.com/in/layla-haddad-example",
            "sections": [
                {
                    "kind": "languages",
                    "title": "اللغات",
                    "items": [
                        {"name": "العربية", "level": "اللغة الأم"},
                        {"name": "الإنجليزية", "level": "بطلاقة"},
                        {"name": "الفرنسية", "level": "جيد"},
                    ],
                },
                {
                    "kind": "certificates",
                    "title": "الشهادات",
                    "items": [
                        {"name": "مهندسة سحابة معتمدة", "issuer": "المعهد النموذجي", "date": "2022-05"}
                    ],
                },
            ],
        },
        summary=(
            "مهندسة برمجيات خبرتها تسع سنوات في أنظمة الدفع والشحن. تفضل الحلول البسيطة التي يفهمها من يستيقظ ليلا"
            " لإصلاحها، وتحب أن تقيس قبل أن تغير."
        ),
        jobs=[
            job(
                "مهندسة برمجيات أولى",
                "شركة ميناء للبيانات",
                "بيروت",
                "2021-03",
                about="مسؤولة عن منصة التسعير التي تستعملها أربعون شركة شحن.",
                bullets=[
                    "أعادت بناء خدمة التسعير فصار الجواب يصل في 180 ميلي ثانية بعد أن كان يحتاج إلى ثانيتين",
                    "نقلت 41 مهمة ليلية إلى بث مستمر، فأصبح المستودع يرى الطلبات بعد ثلاثين ثانية",
                    "قادت فريقا من ستة مهندسين، يقود اثنان منهم اليوم فريقين",
                ],
                tools=["Go", "PostgreSQL", "Kafka"],
            ),
            job(
                "مهندسة برمجيات",
                "مدفوعات الأرز",
                "عمان",
                "2017-09",
                "2021-02",
                bullets=[
                    "كتبت دفتر الحسابات الذي يتطابق حتى آخر قرش في كل تدقيق منذ 2018",
                    "خفضت كلفة الاعتراضات على البطاقات بمقدار الثلث",
                    "دربت خمسة وعشرين زميلا على إجراء المقابلات",
                ],
                tools=["Python", "Django", "Redis"],
            ),
            job(
                "مطورة",
                "مختبر الصحة الرقمية",
                "طرابلس",
                "2015-07",
                "2017-08",
                bullets=["بنت لوحات متابعة لستين قسما في المستشفيات تستعملها الممرضات عند كل تسليم"],
            ),
        ],
        studies=[study("ماجستير", "علوم الحاسوب", "جامعة الساحل", "بيروت", "2013-09", "2015-06")],
        skills=[
            *skilled("البرمجة", "Go", "Python", "SQL"),
            *skilled("الممارسة", "قيادة الفرق", "مراجعة الحوادث", "الكتابة التقنية"),
        ],
    )


def japanese(design):
    return resume(
        design,
        person={
            "firstName": "太郎",
            "lastName": "山田",
            "headline": "シニアソフトウェアエンジニア",
            "email": "taro.yamada@mail.example",
            "phone": "+81 3 5550 0123",
            "location": "東京都港区",
            "layout": {"language": "ja"},
            "github": "https://github.com/taro-yamada-example",
            "sections": [
                {
                    "kind": "languages",
                    "title": "語学",
                    "items": [
                        {"name": "日本語", "level": "母語"},
                        {"name": "英語", "level": "ビジネスレベル"},
                    ],
                },
                {
                    "kind": "certificates",
                    "title": "資格",
                    "items": [{"name": "応用情報技術者", "issuer": "見本試験センター", "date": "2016-12"}],
                },
            ],
        },
        summary=(
            "決済と物流の分野で九年間、バックエンドの設計と運用に携わってきました。夜中に起こされた人でも迷わず直せる、"
            "単純で測定できる仕組みを大切にしています。"
        ),
        jobs=[
            job(
                "シニアソフトウェアエンジニア",
                "港湾データ株式会社",
                "東京",
                "2021-03",
                about="四十社の運送会社が利用する見積もり基盤を担当。",
                bullets=[
                    "見積もりサービスを再構築し、応答時間を2.4秒から180ミリ秒に短縮",
                    "夜間バッチ41本をイベントストリームに移行し、倉庫が30秒後には注文を確認できるようにした",
                    "6人のチームを率い、うち2人は現在それぞれのチームを率いている",
                    "障害の振り返りを導入し、夜間の呼び出しを月14件から3件に削減",
                ],
                tools=["Go", "PostgreSQL", "Kafka"],
            ),
            job(
                "バックエンドエンジニア",
                "桜決済株式会社",
                "大阪",
                "2017-09",
                "2021-02",
                bullets=[
                    "2018年以降すべての監査で一円の狂いもない複式簿記の台帳を開発",
                    "カードの異議申し立てにかかる費用を三分の一削減",
                    "25名の社員に面接の研修を実施",
                ],
                tools=["Python", "Django", "Redis"],
            ),
            job(
                "ソフトウェア開発者",
                "みらい医療システム",
                "京都",
                "2015-04",
                "2017-08",
                bullets=["60の病棟で申し送りのたびに使われるダッシュボードを構築"],
            ),
        ],
        studies=[study("修士", "情報工学", "湖北工科大学", "京都", "2013-04", "2015-03")],
        skills=[
            *skilled("言語", "Go", "Python", "SQL"),
            *skilled("実務", "チーム運営", "障害対応", "技術文書"),
        ],
    )


SHOWN = {
    "tiny": samples.tiny,
    "typical": samples.one_page,
    "huge": huge,
    "Arabic": arabic,
    "Japanese": japanese,
}
