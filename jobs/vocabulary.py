"""Words that postings ask for: skills beside technologies, how else they are written, what is alike."""

from typing import Final

from jobs import trades
from saaska.documents.technologies import ORDINARY, OTHERWISE, names_written

SKILLS_WRITTEN: Final = """
accessibility; accounting; agile; A/B testing; analytics; animation; art direction; asyncio; audit; B2B;
bookkeeping; budgeting; business analysis; CAD; caching; C#; C++; CI/CD; CircleCI; circuit breakers; cloud;
compliance; containers; content strategy; controlling; copywriting; CRM; customer discovery; customer service;
customer success; data analysis; data engineering; data modeling; data science; data visualization; data
warehouse; deep learning; design systems; DevOps; distributed systems; ECS; EKS; ElastiCache; ELT; English; ERP;
ETL; Excel; event-driven; FHIR; forecasting; French; front-end; full-stack; functional programming; GDPR;
German; Git; GitHub Actions; GitLab CI; Google Analytics; Google Cloud; graphic design; Helm; HL7; IAM;
illustration; incident response; infrastructure as code; inventory; indexing; instructional design; Java;
Lambda; lean; leadership; load balancing; logistics; Looker; machine learning; marketing; Mentoring; messaging;
microservices; Miro; Mixpanel; mobile; motion design; negotiation; NLP; NoSQL; observability; OKRs; on-call;
OOP; operations; Pandas; payroll; performance tuning; postmortems; PRDs; presentation; procurement; product
management; product roadmap; project management; prototyping; public speaking; Pulumi; quality assurance;
queues; R; RAG; rate limiting; RDS; recruiting; regression; relational databases; reporting; research; REST
APIs; risk management; roadmaps; Rust; S3; SaaS; sales; SAP; Scala; schema design; Scrum; security; SEO; Sketch;
Spanish; Spark; sprint planning; SQL Server; stakeholder management; statistics; streaming; supply chain; Swift;
system design; team leadership; technical writing; TDD; testing; time management; training; UI; unit testing;
usability testing; user research; UX; UX writing; video editing; wireframing; writing; Adobe XD; Adobe Creative
Suite; Amplitude; AWS Lambda; BigQuery; Celery; Dagster; Databricks; Delta Lake; Fivetran; Flink; Go; Golang;
Hugging Face; InDesign; Illustrator; Iceberg; Kanban; LangChain; LLMs; MLflow; NetSuite; Notion; Pinecone;
Premiere; Prisma; QuickBooks; RSpec; Ruby on Rails; Segment; Splunk; SSIS; Stripe; Trino; Unity; Unreal Engine;
Webflow; Workday; Zustand
"""
# The same thing under another name: what is written, and what it is called here.
SAME: Final = {
    "aws lambda": "Lambda",
    "amazon web services": "AWS",
    "continuous integration": "CI/CD",
    "continuous delivery": "CI/CD",
    "ci / cd": "CI/CD",
    "data modelling": "data modeling",
    "data visualisation": "data visualization",
    "english language": "English",
    "frontend": "front-end",
    "front end": "front-end",
    "fullstack": "full-stack",
    "full stack": "full-stack",
    "gcp": "Google Cloud",
    "google cloud platform": "Google Cloud",
    "golang": "Go",
    "go lang": "Go",
    "infrastructure-as-code": "infrastructure as code",
    "iac": "infrastructure as code",
    "js": "JavaScript",
    "k8s": "Kubernetes",
    "large language models": "LLMs",
    "llm": "LLMs",
    "mentor": "Mentoring",
    "microservice": "microservices",
    "micro-services": "microservices",
    "ml": "machine learning",
    "ms excel": "Excel",
    "microsoft excel": "Excel",
    "mssql": "SQL Server",
    "natural language processing": "NLP",
    "oauth2": "OAuth",
    "object-oriented programming": "OOP",
    "postgres": "PostgreSQL",
    "product roadmaps": "product roadmap",
    "programme management": "project management",
    "rails": "Ruby on Rails",
    "rest api": "REST APIs",
    "restful apis": "REST APIs",
    "restful": "REST APIs",
    "search engine optimization": "SEO",
    "software as a service": "SaaS",
    "stakeholder communication": "stakeholder management",
    "test-driven development": "TDD",
    "tests": "testing",
    "ts": "TypeScript",
    "user experience": "UX",
    "user interface": "UI",
    "ux research": "user research",
    "version control": "Git",
}
# What is of one kind: who knows one of a line learns another sooner, which a reader may like to hear.
KINDS: Final = (
    ("relational databases", "PostgreSQL MySQL MariaDB SQL_Server Oracle SQLite"),
    ("document databases", "MongoDB CouchDB DynamoDB Firebase"),
    ("clouds", "AWS Azure Google_Cloud"),
    ("web frameworks of Python", "Django Flask FastAPI"),
    ("frameworks of user interfaces", "React Angular Vue.js Svelte Next.js Nuxt.js"),
    ("message brokers", "Kafka RabbitMQ"),
    ("build servers", "Jenkins GitHub_Actions GitLab_CI CircleCI"),
    ("infrastructure as code", "Terraform CloudFormation Pulumi Ansible"),
    ("machine learning libraries", "PyTorch TensorFlow Keras scikit-learn"),
    ("reporting tools", "Tableau Power_BI Looker"),
    ("data warehouses", "Snowflake Redshift BigQuery Databricks"),
    ("schedulers of data jobs", "Airflow Dagster"),
    ("monitoring", "Prometheus Grafana Datadog Splunk OpenTelemetry"),
    ("container platforms", "Kubernetes OpenShift ECS EKS"),
    ("design tools", "Figma Sketch Adobe_XD"),
    ("product analytics", "Mixpanel Amplitude Google_Analytics Segment"),
    ("ways to work", "Scrum Kanban agile"),
)


def _names() -> dict[str, str]:
    written = f"{SKILLS_WRITTEN}; {trades.SKILLS_WRITTEN}"
    skills = [name.strip() for name in " ".join(written.split()).split(";")]
    known = {name.casefold(): name for name in skills}
    for name in names_written():
        known.setdefault(name.casefold(), name)
    return (
        known | trades.elsewhere() | {written.casefold(): name for written, name in OTHERWISE.items()} | SAME
    )


NAMES: Final = _names()  # by how they are written, in small letters
BEGINNINGS: Final = frozenset(name.split()[0] for name in NAMES if " " in name)
LONGEST: Final = max(len(name.split()) for name in NAMES)  # words of a name
KIND_OF: Final = {
    name.replace("_", " "): (kind, tuple(other.replace("_", " ") for other in names.split()))
    for kind, names in (*KINDS, *trades.KINDS)
    for name in names.split()
}
# Words of the language as well: they count only with their capitals.
CAPITAL: Final = ORDINARY | {
    "go",
    "r",
    "segment",
    "unity",
    "notion",
    "rust",
    "swift",
    "lambda",
    "english",
    "epic",
    "german",
    "french",
    "italian",
    "dutch",
    "polish",
    "hr",
    "pr",
    "rn",
    "sps",
    "outlook",
    "sketch",
}
