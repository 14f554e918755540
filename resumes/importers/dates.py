"""Dates as people write them, in the form our documents keep: 2024, 2024-05 or 2024-05-31."""

import re
import unicodedata
from datetime import date

# English, German, French, Spanish, Italian, Portuguese, Dutch, Danish, Norwegian, Swedish, Finnish, Polish, Czech,
# Slovak, Croatian, Hungarian, Romanian, Turkish, Greek, Russian, Ukrainian and Indonesian. A word that is another
# month in another of them (the Croatian and the Polish "listopad") is none.
MONTHS = {
    1: "january januar janvier enero gennaio januari janeiro jan janv ene gen ledna leden"
    " januára január siječanj siječnja styczeń stycznia sty január januarie ianuarie ian ocak"
    " oca ιανουάριος ιανουαρίου ιαν январь января янв січень січня tammikuu tammikuuta jänner"
    " gener",
    2: "february februar février fevrier febrero febbraio februari fevereiro feb févr fevr fev"
    " fév luty lutego únor února februára veljača veljače február februarie şubat φεβρουάριος"
    " φεβρουαρίου φεβ февраль февраля фев лютий лютого helmikuu helmikuuta",
    3: "march märz maerz mars marzo maart março marco mar mär mrz mrt marts marzec marca března"
    " březen marec ožujak ožujka március martie mart μάρτιος μαρτίου μαρ март марта мар"
    " березень березня maaliskuu maaliskuuta maret",
    4: "april avril abril aprile apr avr abr kwiecień kwietnia dubna duben apríl apríla travanj"
    " travnja április aprilie nisan nis απρίλιος απριλίου απρ апрель апреля апр квітень квітня"
    " huhtikuu huhtikuuta",
    5: "may mai mayo maggio mei maio mag maj maja května květen máj mája svibanj svibnja május"
    " mayıs μάιος μαΐου μαι май мая травень травня toukokuu toukokuuta",
    6: "june juni juin junio giugno junho jun giu czerwiec czerwca cze června červen jún júna"
    " lipanj lipnja június iunie haziran haz ιούνιος ιουνίου ιουν июнь июня июн червень червня"
    " kesäkuu kesäkuuta",
    7: "july juli juillet julio luglio julho jul juil lug lipiec července červenec júl júla"
    " srpanj srpnja július iulie temmuz tem ιούλιος ιουλίου ιουλ июль июля июл липень липня"
    " heinäkuu heinäkuuta",
    8: "august août aout agosto augustus aug ago augusti sierpień sierpnia srpna srpen augusta"
    " kolovoz kolovoza augusztus ağustos ağu αύγουστος αυγούστου αυγ август августа авг"
    " серпень серпня elokuu elokuuta agustus",
    9: "september septembre septiembre settembre setembro sep sept set wrzesień września wrz"
    " září septembra rujan rujna szeptember septembrie eylül eyl σεπτέμβριος σεπτεμβρίου σεπ"
    " сентябрь сентября сен сент вересень вересня syyskuu syyskuuta",
    10: "october oktober octobre octubre ottobre outubro oct okt ott out październik października"
    " paź října říjen október októbra octombrie ekim eki οκτώβριος οκτωβρίου οκτ октябрь"
    " октября окт жовтень жовтня lokakuu lokakuuta",
    11: "november novembre noviembre novembro nov novembra studeni studenoga noiembrie kasım kas"
    " νοέμβριος νοεμβρίου νοε ноябрь ноября ноя marraskuu marraskuuta",
    12: "december dezember décembre decembre diciembre dicembre dezembro dec dez déc dic desember"
    " des grudzień grudnia gru prosince prosinec decembra prosinac prosinca decembrie aralık"
    " ara δεκέμβριος δεκεμβρίου δεκ декабрь декабря дек грудень грудня joulukuu joulukuuta"
    " desembre",
}
MONTH_NUMBERS = {name: number for number, names in MONTHS.items() for name in names.split()}
PRESENT_WORDS = (
    "present now today current currently ongoing heute jetzt aktuell laufend gegenwärtig aujourd'hui présent actuel "
    "actuellement actualidad presente actual actualmente hoy oggi attuale attualmente heden nu nutid atual atualmente "
    "hoje nåværende idag nyt nykyinen obecnie teraz dziś současnost dosud dnes súčasnosť danas trenutno jelenleg jelen "
    "prezent günümüz halen devam σήμερα παρόν сейчас н.в настоящее сьогодні тепер sekarang "
    "現在 现在 至今 今 今日 현재 الآن حاليا היום כיום वर्तमान"
)
PRESENT = {
    *PRESENT_WORDS.split(),
    "to date",
    "till date",
    "till now",
    "until now",
    "to present",
    "the present",
    "present day",
    "bis heute",
    "bis jetzt",
    "à ce jour",
    "à présent",
    "ce jour",
    "en cours",
    "la actualidad",
    "el presente",
    "la fecha",
    "o momento",
    "o presente",
    "a oggi",
    "ad oggi",
    "i dag",
    "till dags dato",
    "tänä päivänä",
    "do dziś",
    "do nadal",
    "do teď",
    "в настоящее время",
    "настоящее время",
    "по настоящее время",
    "по наст. время",
    "наст. время",
    "н. в",
    "теперішній час",
    "devam ediyor",
    "в момента",
}

ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[T ][0-9:.]+ ?(?:Z|[+-][0-9:]+)?)?")
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
MONTH_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
DAY_OR_MONTH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
EAST_ASIAN = re.compile(r"([0-9]{4}) ?[年년] ?(?:([0-9]{1,2}) ?[月월] ?(?:([0-9]{1,2}) ?[日일])?)?")
YEAR = re.compile(r"(?<![0-9])([12][0-9]{3})(?![0-9])")


def is_present(text: str) -> bool:
    return text.strip().strip(".()…").casefold().replace("’", "'") in PRESENT


def read_date(text: str) -> tuple[str, str]:
    """The date, and a key of REASONS: "" when it stands as written, "date" when there is none."""
    digits = "".join(
        str(unicodedata.decimal(sign)) if unicodedata.decimal(sign, None) is not None else sign
        for sign in text
    )
    plain = " ".join(digits.split())
    found, why = _numbers(plain)
    if not found:
        found, why = _words(plain)
    return found, "" if found and found == text else why


def _numbers(text: str) -> tuple[str, str]:
    if match := ISO.fullmatch(text) or COMPACT.fullmatch(text) or EAST_ASIAN.fullmatch(text):
        return _joined(int(match[1]), int(match[2] or 0), int(match[3] or 0))
    if match := MONTH_FIRST.fullmatch(text):
        return _joined(int(match[2]), int(match[1]), 0)
    if match := DAY_OR_MONTH.fullmatch(text):
        first, second, year = (int(number) for number in match.groups())
        if first <= 12 and second <= 12 and first != second:
            return _joined(year, 0, 0, why="ambiguous")
        return _joined(year, *((second, first) if second <= 12 else (first, second)))
    return "", "date"


def _words(text: str) -> tuple[str, str]:
    """ "May 2019", "1. Mai 2019", "May 1st, 2019"; of "Summer 2019" or "since 2019" the year."""
    years = YEAR.findall(text)
    if len(years) != 1 or len(text) > 40:
        return "", "date"
    others = re.findall(r"[0-9]+|[^\W\d_]+(?:'[^\W\d_]+)?", text.replace(years[0], " ", 1).casefold())
    months = [MONTH_NUMBERS[word] for word in others if word in MONTH_NUMBERS]
    days = [int(word) for word in others if word.isdecimal()]
    fillers = {"de", "of", "st", "nd", "rd", "th", "er", "del", "the", "di", "г", "року", "r", "den"}
    known = all(word in MONTH_NUMBERS or word.isdecimal() or word in fillers for word in others)
    if known and len(months) == 1 and len(days) <= 1:
        return _joined(int(years[0]), months[0], days[0] if days else 0)
    if not days or re.fullmatch(r".*\bq[1-4]\b.*", text.casefold()):
        return (years[0], "date_year") if others else (years[0], "date_form")
    return "", "date"


def _joined(year: int, month: int, day: int, *, why: str = "date_form") -> tuple[str, str]:
    """The parts as a date; a month or day of 0 is one that was left open."""
    if not 1000 <= year <= 2999:
        return "", "date"
    if not month:
        return f"{year}", why
    try:
        date(year, month, day or 1)
    except ValueError:
        return "", "date"
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}", why
