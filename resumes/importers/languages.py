"""Languages that a file names by a code."""

from typing import Final

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext

from resumes.importers.entry import Entry
from resumes.importers.keys import Key
from saaska.documents.wording import OTHERS

# Three letters of ISO 639-2, the library's and the language's own, to two of ISO 639-1.
PAIRS: Final = (
    "afr:af alb:sq sqi:sq ara:ar arm:hy hye:hy aze:az bel:be ben:bn bos:bs bul:bg cat:ca ces:cs cze:cs chi:zh-hans "
    "zho:zh-hans cym:cy wel:cy dan:da deu:de ger:de dut:nl nld:nl ell:el gre:el eng:en epo:eo est:et eus:eu baq:eu "
    "fas:fa per:fa fin:fi fra:fr fre:fr geo:ka kat:ka gle:ga glg:gl heb:he hin:hi hrv:hr hun:hu ice:is isl:is ind:id "
    "ita:it jpn:ja kan:kn kaz:kk kor:ko lav:lv lit:lt ltz:lb mac:mk mkd:mk mal:ml mar:mr may:ms msa:ms mon:mn nep:ne "
    "nno:nn nob:nb nor:nb pan:pa pol:pl por:pt ron:ro rum:ro rus:ru slk:sk slo:sk slv:sl spa:es srp:sr swa:sw swe:sv "
    "tam:ta tel:te tha:th tur:tr ukr:uk urd:ur uzb:uz vie:vi zh:zh-hans"
)
SHORT: Final = dict(pair.split(":") for pair in PAIRS.split())

SPOKEN: Final = {  # names and codes of languages as files have them, to those of documents
    **{str(LANG_INFO[code]["name"]).casefold(): code for code in OTHERS},
    **dict.fromkeys(("chinese", "mandarin chinese", "zh", "zh-cn", "zh-sg", "zh-hans"), "zh-hans"),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo", "zh-hant"), "zh-hant"),
    **dict.fromkeys(("norwegian", "no", "nn", "nb"), "nb"),
}


def of_document(said: str) -> str:
    """The language of documents with that code or English name: "de-AT", "german"; "" for English and unknown ones."""
    code = said.strip().casefold().replace("_", "-")
    tried = [code, code.replace("-", " "), SHORT.get(code, "")]
    tried += [code.rsplit("-", size)[0] for size in (1, 2)]
    return next((SPOKEN.get(one) or one for one in tried if one in SPOKEN or one in OTHERS), "")


def name_of(code: str) -> str:
    """The language's name; "" for a code that is not known. A code may be the end of an address."""
    code = code.strip().rsplit("/", 1)[-1].casefold().replace("_", "-")
    known = LANG_INFO.get(SHORT.get(code, code)) or LANG_INFO.get(code.split("-")[0])
    return gettext(known["name"]) if known and "name" in known else ""


def language_name(entry: Entry, name: str, *keys: Key) -> None:
    """The name of the language with this code; a code nobody knows stays as it is."""
    for path in entry.paths(keys):
        value = entry.source.at(path)
        found = name_of(value) if isinstance(value, str) else ""
        if found and (not entry.fields.get(name) or entry.fields[name].casefold() == found.casefold()):
            entry.fields.setdefault(name, found)
            entry.source.change(path, f"{entry.target}.{name}", "language_code")
        else:
            entry.line(name, path[len(entry.path) :])
