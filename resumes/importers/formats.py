"""What the formats are called."""

from typing import Final

NAMES: Final = {
    "json-resume": "JSON Resume",
    "reactive-resume-3": "Reactive Resume 3",
    "reactive-resume-4": "Reactive Resume 4",
    "reactive-resume-5": "Reactive Resume 5",
    "rendercv": "RenderCV",
    "yamlresume": "YAMLResume",
    "fresh": "FRESH",
    "linkedin": "LinkedIn",
    "mac": "Manfred Awesomic CV",
    "europass-3": "Europass 3",
    "europass": "Europass / EURES",
    "docx": "Word",
    "pdf": "PDF",
    "plain-text": "Text",
}
