"""Résumés of people who do not exist: little and much text, several languages and scripts."""

from types import SimpleNamespace

from resumes.schema import EDUCATION, SKILL_LIST, WORK_EXPERIENCE
from saaska.documents.schema import PERSONAL_INFO


def resume(design, *, person, jobs=(), studies=(), skills=(), summary=""):
    """A résumé that is in no database, in the normal form of its columns."""
    return SimpleNamespace(
        template=design,
        personal_info=PERSONAL_INFO.clean(person),
        work_experience=WORK_EXPERIENCE.clean(list(jobs)),
        education=EDUCATION.clean(list(studies)),
        skills=SKILL_LIST.clean(list(skills)),
        summary=summary,
    )


def job(position, company, location, start, end="", *, bullets=(), about="", tools=()):
    return {
        "position": position,
        "company": company,
        "location": location,
        "startDate": start,
        "endDate": end,
        "current": not end,
        "description": about,
        "achievements": list(bullets),
        "technologies": list(tools),
    }


def study(degree, field, institution, location, start, end, **more):
    dates = {"startDate": start, "endDate": end}
    return {
        "degree": degree,
        "field": field,
        "institution": institution,
        "location": location,
        **dates,
        **more,
    }


def skilled(category, *names, level=""):
    return [{"name": name, "category": category, "level": level} for name in names]


def tiny(design):
    return resume(
        design,
        person={"firstName": "Bo", "lastName": "Ek", "email": "bo@ek.example", "location": "Lund"},
        jobs=[job("Baker", "Ek & Daughters", "", "2019")],
    )


def one_page(design):
    """Three jobs with eleven bullets: what most people send."""
    return resume(
        design,
        person={
            "firstName": "Priya",
            "lastName": "Raman",
            "headline": "Senior backend engineer",
            "email": "priya.raman@mail.example",
            "phone": "+44 20 7946 0321",
            "location": "Leeds, United Kingdom",
            "linkedin": "https://www.linkedin.com/in/priya-raman-example",
            "github": "https://github.com/priyaraman-example",
            "sections": [
                {
                    "kind": "languages",
                    "title": "Languages",
                    "items": [
                        {"name": "English", "level": "Native"},
                        {"name": "Tamil", "level": "Native"},
                        {"name": "French", "level": "B2"},
                    ],
                }
            ],
        },
        summary=(
            "Backend engineer with nine years in payments and logistics. Likes boring technology, short queues"
            " and runbooks that a tired person can follow at three in the morning."
        ),
        jobs=[
            job(
                "Senior Backend Engineer",
                "Kestrel Freight Ltd",
                "Leeds, United Kingdom",
                "2021-03",
                bullets=[
                    "Rebuilt the quoting service so that 95 % of quotes answer within 180 ms, down from 2.4 s",
                    "Moved 41 nightly jobs to an event stream; the warehouse now sees orders after 30 seconds",
                    "Introduced error budgets with product owners and cut pages at night from 14 to 3 a month",
                    "Mentored four engineers, two of whom now lead teams of their own",
                ],
                tools=["Go", "PostgreSQL", "Kafka", "Terraform"],
            ),
            job(
                "Backend Engineer",
                "Paperbark Payments",
                "Manchester, United Kingdom",
                "2017-09",
                "2021-02",
                about="Owned settlement and reconciliation for 1,200 shops.",
                bullets=[
                    "Wrote the double-entry ledger that has balanced to the penny in every audit since 2018",
                    "Cut the cost of card disputes by a third with evidence collected at the time of sale",
                    "Led the move from two data centres to one cloud region without a minute of planned downtime",
                    "Ran the interview training for 25 colleagues",
                ],
                tools=["Python", "Django", "Redis"],
            ),
            job(
                "Software Developer",
                "Tarn Analytics",
                "Sheffield, United Kingdom",
                "2015-07",
                "2017-08",
                bullets=[
                    "Built dashboards for 60 hospital wards, used by nurses at each handover",
                    "Replaced hand-written imports with a checked format; wrong rows fell from 3 % to 0.02 %",
                    "Set up the first continuous integration of the company",
                ],
            ),
        ],
        studies=[
            study(
                "M.Sc.",
                "Computer Science",
                "University of Sheffield",
                "Sheffield",
                "2014-09",
                "2015-06",
                gpa="Distinction",
            ),
            study(
                "B.Eng.", "Information Technology", "Anna University", "Chennai", "2010", "2014", gpa="8.7/10"
            ),
        ],
        skills=[
            *skilled("Programming", "Go", "Python", "SQL", level="Expert"),
            *skilled("Operations", "Kubernetes", "Terraform", "Prometheus"),
            {"name": "Technical writing"},
        ],
    )


VERBS = ("Planned", "Built", "Measured", "Negotiated", "Documented", "Halved", "Launched", "Taught")
THINGS = (
    "the maintenance of 12 regional depots",
    "a training programme for newly hired drivers",
    "the budget of the northern division",
    "a register of every contract with its end",
    "the quarterly safety review",
)
RESULTS = (
    "which saved 340 hours of overtime in its first year and is still in use today",
    "so that complaints fell by 18 % within two quarters",
    "together with three suppliers and the works council, on time and 6 % below the planned cost",
)


def sentence(number):
    return f"{VERBS[number % 8]} {THINGS[number % 5]}, {RESULTS[number % 3]} ({number + 1})"


def three_pages(design):
    """Ten jobs with 53 bullets, each different."""
    document = one_page(design)
    names = ("Meridian Rail", "Copperfield Foods", "Port of Ashby", "Halden Group", "Quarry & Sons")
    places = ("Hull", "Bristol", "Cardiff", "Derby", "Perth")
    document.work_experience = WORK_EXPERIENCE.clean(
        [
            job(
                f"Operations Manager, Division {number + 1}",
                f"{names[number % 5]} {number + 1}",
                f"{places[number % 5]}, United Kingdom",
                f"{2024 - 2 * number}-03",
                "" if number == 0 else f"{2026 - 2 * number}-02",
                about="Responsible for people, money and machines of the division."
                if number % 3 == 0
                else "",
                bullets=[sentence(number * 6 + bullet) for bullet in range(6 if number < 3 else 5)],
            )
            for number in range(10)
        ]
    )
    return document


def many_sections(design):
    document = one_page(design)
    document.personal_info = PERSONAL_INFO.clean(
        {
            **document.personal_info,
            "sections": [
                {
                    "kind": "projects",
                    "title": "Projects",
                    "items": [
                        {
                            "name": "Tidetable",
                            "url": "https://tidetable.example.org",
                            "startDate": "2020",
                            "endDate": "2022",
                            "description": "Forecasts tides for small harbours.",
                            "highlights": ["Used by 40 harbour masters", "Runs on a single small server"],
                            "technologies": ["Rust", "SQLite"],
                        },
                        {"name": "Lantern", "description": "A reading lamp that follows the page."},
                    ],
                },
                {
                    "kind": "certificates",
                    "title": "Certificates",
                    "items": [
                        {"name": "Cloud Architect", "issuer": "Example Institute", "date": "2022-05"},
                        {"name": "First Aid", "issuer": "Red Cross", "date": "2023"},
                    ],
                },
                {
                    "kind": "awards",
                    "title": "Awards",
                    "items": [
                        {"title": "Best Paper", "awarder": "Society of Queues", "date": "2021-11"},
                        {
                            "title": "Engineer of the Year",
                            "awarder": "Kestrel Freight Ltd",
                            "summary": "For the quoting service.",
                        },
                    ],
                },
                {
                    "kind": "publications",
                    "title": "Publications",
                    "items": [
                        {
                            "name": "Short Queues",
                            "publisher": "Journal of Systems",
                            "date": "2020-02",
                            "url": "https://journal.example.org/short-queues",
                        }
                    ],
                },
                {
                    "kind": "volunteering",
                    "title": "Volunteering",
                    "items": [
                        {
                            "organization": "Leeds Food Bank",
                            "position": "Driver",
                            "location": "Leeds",
                            "startDate": "2019-01",
                            "current": True,
                            "achievements": ["Plans the routes of six vans"],
                        }
                    ],
                },
                {
                    "kind": "languages",
                    "title": "Languages",
                    "items": [{"name": "English", "level": "Native"}, {"name": "Tamil"}],
                },
                {
                    "kind": "interests",
                    "title": "Interests",
                    "items": [{"name": "Rowing", "keywords": ["Sculling", "Coaching"]}, {"name": "Bread"}],
                },
                {
                    "kind": "references",
                    "title": "References",
                    "items": [{"name": "Ada Stone", "reference": "She finishes what she starts."}],
                },
                {
                    "kind": "custom",
                    "title": "Patents",
                    "items": [
                        {
                            "title": "A gauge for tides",
                            "subtitle": "GB 2 345 678",
                            "date": "Spring 2021",
                            "bullets": ["Granted in three countries"],
                        }
                    ],
                },
            ],
        }
    )
    return document


def german(design):
    return resume(
        design,
        person={
            "firstName": "Jürgen",
            "lastName": "Großmann-Weiß",
            "headline": "Leiter Qualitätssicherung",
            "email": "juergen@grossmann-weiss.example",
            "phone": "+49 (0)89 1234-567",
            "location": "München",
        },
        summary="Qualitätsingenieur mit Freude an sauberen Prozessen, geprüften Maßen und ehrlichen Zahlen.",
        jobs=[
            job(
                "Leiter Qualitätssicherung",
                "Maschinenfabrik Öttinger GmbH & Co. KG",
                "Augsburg",
                "2018-10",
                bullets=[
                    "Ausschussquote über drei Jahre von 4,8 % auf 1,1 % gesenkt",
                    "Prüfmittelüberwachung für 2.300 Messgeräte eingeführt",
                ],
            ),
            job(
                "Prüfingenieur",
                "Süddeutsche Werkzeuge AG",
                "Nürnberg",
                "2011-04",
                "2018-09",
                bullets=["Prüfpläne für Getriebegehäuse erstellt"],
            ),
        ],
        studies=[
            study("Diplom-Ingenieur (FH)", "Maschinenbau", "Hochschule München", "München", "2006", "2011")
        ],
        skills=[{"name": "Statistische Prozesslenkung"}, {"name": "ISO 9001"}],
    )


def french(design):
    return resume(
        design,
        person={
            "firstName": "Élodie",
            "lastName": "Lefèvre",
            "headline": "Cheffe de projet événementiel",
            "email": "elodie@lefevre.example",
            "phone": "+33 1 99 00 12 34",
            "location": "Lyon",
        },
        jobs=[
            job(
                "Cheffe de projet",
                "L’Œil & l’Oreille",
                "Lyon",
                "2020-02",
                bullets=[
                    "Organisé 32 salons, dont trois à l’étranger, avec un budget de 1,4 M€",
                    "Réduit les coûts d’hébergement de 12 % grâce à des accords-cadres",
                ],
            )
        ],
        studies=[study("Master", "Médiation culturelle", "Université Lumière", "Lyon", "2014", "2016")],
        skills=[{"name": "Négociation"}, {"name": "Œuvre sonore"}],
    )


def spanish(design):
    return resume(
        design,
        person={
            "firstName": "Íñigo",
            "lastName": "Muñoz Peña",
            "headline": "Enfermero de cuidados intensivos",
            "email": "inigo@munoz.example",
            "phone": "+34 910 000 123",
            "location": "A Coruña",
        },
        jobs=[
            job(
                "Enfermero",
                "Hospital Niño Jesús",
                "Madrid",
                "2016-05",
                "2023-12",
                bullets=[
                    "Formó a 18 compañeros en ventilación mecánica",
                    "¿Turnos más cortos? Diseñó el piloto",
                ],
            )
        ],
        studies=[study("Grado", "Enfermería", "Universidad de Logroño", "Logroño", "2011", "2015")],
        skills=[{"name": "Atención al paciente"}, {"name": "Gestión de turnos"}],
    )


def hebrew(design):
    return resume(
        design,
        person={
            "firstName": "נועה",
            "lastName": "ברקת",
            "headline": "מהנדסת תוכנה בכירה",
            "email": "noa@bareket.example",
            "phone": "+972 3 555 0123",
            "location": "תל אביב",
        },
        jobs=[
            job(
                "מהנדסת תוכנה",
                "מערכות הנמל",
                "חיפה",
                "2019-04",
                bullets=["הובילה צוות של שישה אנשים", "קיצרה את זמן הטעינה בחצי"],
            )
        ],
        skills=[{"name": "ניהול צוות"}],
    )


def arabic(design):
    return resume(
        design,
        person={
            "firstName": "ليلى",
            "lastName": "حداد",
            "headline": "مهندسة برمجيات",
            "email": "layla@haddad.example",
            "phone": "+961 1 555 014",
            "location": "بيروت",
        },
        jobs=[
            job(
                "مهندسة برمجيات",
                "شركة ميناء",
                "بيروت",
                "2019-04",
                bullets=["قادت فريقا من ستة مهندسين", "خفضت زمن التحميل إلى النصف"],
            )
        ],
        skills=[{"name": "قيادة فريق"}],
    )


def promoted(design, *, first=0):
    """One page whose first employer, or that of a later job, had three roles for the person, the last two brief."""
    document = one_page(design)
    jobs = document.work_experience
    earlier = {"id": "", "current": False, "description": "", "technologies": []}
    roles = [
        {**jobs[first], "id": ""},
        {**jobs[first], **earlier, "position": "Site lead", "startDate": "2016-01", "endDate": "2017-03"},
        {**jobs[first], **earlier, "position": "Trainee", "startDate": "2015", "endDate": "2015"},
    ]
    roles[1]["achievements"], roles[2]["achievements"] = ["Built the first team"], []
    document.work_experience = WORK_EXPERIENCE.clean([*jobs[:first], *roles, *jobs[first + 1 :]])
    return document


def two_roles_as_volunteer(design):
    """Many sections; the organization of the volunteering had another role for the person before."""
    document = many_sections(design)
    info = document.personal_info
    [section] = [section for section in info["sections"] if section["kind"] == "volunteering"]
    [role] = section["items"]
    before = {"id": "", "position": "Sorter", "current": False, "startDate": "2017", "endDate": "2018"}
    section["items"] = [role, {**role, **before, "achievements": ["Sorted what 30 shops gave"]}]
    document.personal_info = PERSONAL_INFO.clean(info)
    return document


LATIN = (tiny, one_page, many_sections, german, french, spanish)
FROM_THE_RIGHT = (hebrew, arabic)

IN_SCRIPTS = {  # first and last name, position, employer, achievement
    "Chinese": ("小明", "王", "高级软件工程师", "海港数据有限公司", "将加载时间缩短一半，并带领六人团队"),
    "Japanese": (
        "太郎",
        "山田",
        "シニアソフトウェアエンジニア",
        "港湾データ株式会社",
        "読み込み時間を半分に短縮し、6人のチームを率いた",
    ),
    "Korean": ("민수", "김", "시니어 엔지니어", "항구 데이터", "로딩 시간을 절반으로 줄였습니다"),
    "Vietnamese": ("Ánh Tuyết", "Nguyễn Thị", "Kỹ sư phần mềm", "Dữ liệu Cảng", "Giảm một nửa thời gian tải"),
    "Greek": ("Ελένη", "Παπαδοπούλου", "Ανώτερη μηχανικός", "Λιμάνι", "Μείωσε τον χρόνο φόρτωσης στο μισό"),
    "Cyrillic": ("Ольга", "Щербакова", "Старший инженер", "Данные Порта", "Сократила время загрузки вдвое"),
    "Hindi": ("अनन्या", "शर्मा", "वरिष्ठ सॉफ़्टवेयर इंजीनियर", "हिमालय प्रौद्योगिकी", "लोडिंग का समय आधा किया"),
    "Thai": ("สมชาย", "ใจดี", "วิศวกรซอฟต์แวร์อาวุโส", "บริษัท ท่าเรือ จำกัด", "ลดเวลาโหลดลงครึ่งหนึ่ง"),
    "emoji": (
        "Zoë 🚀",
        "Müller",
        "Data 📊 engineer",
        "Harbour 🌊 Data",
        "Cut loads by half ✅ with 👩‍💻 in 🇩🇪",
    ),
}


def in_script(design, script):
    first, last, position, company, achievement = IN_SCRIPTS[script]
    return resume(
        design,
        person={"firstName": first, "lastName": last, "headline": position, "email": "a@b.example"},
        jobs=[job(position, company, "", "2019-04", bullets=[achievement])],
        skills=[{"name": position}],
    )
