"""How well-known technologies are written by those who make them."""

import re
from functools import lru_cache
from typing import Final

WRITTEN: Final = """
.NET ASP.NET AWS Airflow Android Angular AngularJS Ansible Apache API APIs ArcGIS AutoCAD Azure Bash Bitbucket
Bootstrap CakePHP Cassandra ChatGPT ClickHouse CloudFormation CoffeeScript Confluence CouchDB CSS Cypress Datadog
dbt Debian Django Docker DynamoDB Elasticsearch Ember.js ESLint Express.js Fastify FastAPI Figma Firebase Flask
GitHub GitLab GraphQL Grafana gRPC Hadoop HBase Heroku HTML HubSpot IntelliJ iOS Jenkins JetBrains Jira jQuery JSON
JUnit Jupyter Kafka Keras Kibana Kotlin Kubernetes Laravel LaTeX LinkedIn Linux Logstash macOS MariaDB MATLAB
Matplotlib Memcached Microsoft MongoDB MySQL Neo4j Next.js NestJS Node.js NumPy Nuxt.js OAuth OpenAI OpenCV
OpenShift OpenStack OpenTelemetry Oracle PHP PHPUnit Photoshop PL/SQL PostgreSQL PowerPoint PowerShell Power BI
Prometheus Protobuf PyCharm PySpark pytest Python PyTorch RabbitMQ React Redis Redshift REST Ruby Salesforce
scikit-learn SciPy Selenium ServiceNow SharePoint Shopify Snowflake Spring Boot SQL SQLAlchemy SQLite Svelte Swift
SwiftUI Symfony Tableau Tailwind CSS TensorFlow Terraform TypeScript JavaScript Ubuntu VMware Vue.js WebAssembly
WebSocket webpack WordPress XML YAML Xcode Zapier Zendesk ZooKeeper
"""
TWO_WORDS: Final = ("Power BI", "Spring Boot", "Tailwind CSS")
OTHERWISE: Final = {  # what people write for a name, beside its letters in another case
    "angular js": "AngularJS",
    "dot net": ".NET",
    "elastic search": "Elasticsearch",
    "expressjs": "Express.js",
    "fast api": "FastAPI",
    "git hub": "GitHub",
    "git lab": "GitLab",
    "java script": "JavaScript",
    "mongo db": "MongoDB",
    "my sql": "MySQL",
    "nextjs": "Next.js",
    "node js": "Node.js",
    "nodejs": "Node.js",
    "postgre": "PostgreSQL",
    "postgres sql": "PostgreSQL",
    "postgressql": "PostgreSQL",
    "power point": "PowerPoint",
    "rabbit mq": "RabbitMQ",
    "reactjs": "React",
    "share point": "SharePoint",
    "sklearn": "scikit-learn",
    "tensor flow": "TensorFlow",
    "type script": "TypeScript",
    "vuejs": "Vue.js",
    "word press": "WordPress",
}
# Names that are words of a language too: without their capitals they may mean something else.
ORDINARY_WRITTEN: Final = """
angular apache azure bash bootstrap confluence cypress express flask oracle prometheus react rest ruby snowflake
spring swift tableau memcached figma redshift svelte kafka cassandra
"""
ORDINARY: Final = frozenset(ORDINARY_WRITTEN.split())


def names_written() -> list[str]:
    """As their makers write them."""
    single = " ".join(WRITTEN.split())
    for name in TWO_WORDS:
        single = single.replace(name, name.replace(" ", "\N{NO-BREAK SPACE}"))
    return [name.replace("\N{NO-BREAK SPACE}", " ") for name in single.split(" ")]


def _spellings() -> dict[str, str]:
    known = {name.casefold(): name for name in names_written() if name.casefold() not in ORDINARY}
    return known | OTHERWISE


SPELLINGS: Final = _spellings()
NAME: Final = re.compile(
    r"(?<![\w@/.#-])(?:"
    + "|".join(re.escape(name) for name in sorted(SPELLINGS, key=len, reverse=True))
    + r")(?![\w@/#-]|\.\w)",
    re.IGNORECASE,
)
ADDRESS: Final = re.compile(r"@|://|^www\.|\.(?:com|org|net|io|dev|example)\b", re.IGNORECASE)  # in a word


@lru_cache(maxsize=2048)  # between two keys, one of a résumé's hundred texts changes
def misspelled(text: str) -> tuple[tuple[str, str], ...]:
    """What is written and how it is written by its makers, once each: ("Javascript", "JavaScript")."""
    words = " ".join(word for word in text.split() if not ADDRESS.search(word))
    found = ((name[0], SPELLINGS[name[0].casefold()]) for name in NAME.finditer(words))
    return tuple(
        {(written, right): None for written, right in found if written not in (right, right.upper())}
    )
