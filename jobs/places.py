"""Where a job is: the one line of a posting, and the city, state and country that it names.

Countries as ISO 3166-1 codes them, in the English names of the tz database's table.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from saaska.documents.texts import printable

COUNTRIES_WRITTEN: Final = """
AD=Andorra; AE=United Arab Emirates; AF=Afghanistan; AG=Antigua & Barbuda; AI=Anguilla; AL=Albania;
AM=Armenia; AO=Angola; AQ=Antarctica; AR=Argentina; AS=Samoa (American); AT=Austria; AU=Australia; AW=Aruba;
AX=Åland Islands; AZ=Azerbaijan; BA=Bosnia & Herzegovina; BB=Barbados; BD=Bangladesh; BE=Belgium; BF=Burkina
Faso; BG=Bulgaria; BH=Bahrain; BI=Burundi; BJ=Benin; BL=St Barthelemy; BM=Bermuda; BN=Brunei; BO=Bolivia;
BQ=Caribbean NL; BR=Brazil; BS=Bahamas; BT=Bhutan; BV=Bouvet Island; BW=Botswana; BY=Belarus; BZ=Belize;
CA=Canada; CC=Cocos (Keeling) Islands; CD=Congo (Dem. Rep.); CF=Central African Rep.; CG=Congo (Rep.);
CH=Switzerland; CI=Côte d'Ivoire; CK=Cook Islands; CL=Chile; CM=Cameroon; CN=China; CO=Colombia; CR=Costa
Rica; CU=Cuba; CV=Cape Verde; CW=Curaçao; CX=Christmas Island; CY=Cyprus; CZ=Czech Republic; DE=Germany;
DJ=Djibouti; DK=Denmark; DM=Dominica; DO=Dominican Republic; DZ=Algeria; EC=Ecuador; EE=Estonia; EG=Egypt;
EH=Western Sahara; ER=Eritrea; ES=Spain; ET=Ethiopia; FI=Finland; FJ=Fiji; FK=Falkland Islands; FM=Micronesia;
FO=Faroe Islands; FR=France; GA=Gabon; GB=United Kingdom; GD=Grenada; GE=Georgia; GF=French Guiana;
GG=Guernsey; GH=Ghana; GI=Gibraltar; GL=Greenland; GM=Gambia; GN=Guinea; GP=Guadeloupe; GQ=Equatorial Guinea;
GR=Greece; GS=South Georgia & the South Sandwich Islands; GT=Guatemala; GU=Guam; GW=Guinea-Bissau; GY=Guyana;
HK=Hong Kong; HM=Heard Island & McDonald Islands; HN=Honduras; HR=Croatia; HT=Haiti; HU=Hungary; ID=Indonesia;
IE=Ireland; IL=Israel; IM=Isle of Man; IN=India; IO=British Indian Ocean Territory; IQ=Iraq; IR=Iran;
IS=Iceland; IT=Italy; JE=Jersey; JM=Jamaica; JO=Jordan; JP=Japan; KE=Kenya; KG=Kyrgyzstan; KH=Cambodia;
KI=Kiribati; KM=Comoros; KN=St Kitts & Nevis; KP=North Korea; KR=South Korea; KW=Kuwait; KY=Cayman Islands;
KZ=Kazakhstan; LA=Laos; LB=Lebanon; LC=St Lucia; LI=Liechtenstein; LK=Sri Lanka; LR=Liberia; LS=Lesotho;
LT=Lithuania; LU=Luxembourg; LV=Latvia; LY=Libya; MA=Morocco; MC=Monaco; MD=Moldova; ME=Montenegro; MF=St
Martin (French); MG=Madagascar; MH=Marshall Islands; MK=North Macedonia; ML=Mali; MM=Myanmar (Burma);
MN=Mongolia; MO=Macau; MP=Northern Mariana Islands; MQ=Martinique; MR=Mauritania; MS=Montserrat; MT=Malta;
MU=Mauritius; MV=Maldives; MW=Malawi; MX=Mexico; MY=Malaysia; MZ=Mozambique; NA=Namibia; NC=New Caledonia;
NE=Niger; NF=Norfolk Island; NG=Nigeria; NI=Nicaragua; NL=Netherlands; NO=Norway; NP=Nepal; NR=Nauru; NU=Niue;
NZ=New Zealand; OM=Oman; PA=Panama; PE=Peru; PF=French Polynesia; PG=Papua New Guinea; PH=Philippines;
PK=Pakistan; PL=Poland; PM=St Pierre & Miquelon; PN=Pitcairn; PR=Puerto Rico; PS=Palestine; PT=Portugal;
PW=Palau; PY=Paraguay; QA=Qatar; RE=Réunion; RO=Romania; RS=Serbia; RU=Russia; RW=Rwanda; SA=Saudi Arabia;
SB=Solomon Islands; SC=Seychelles; SD=Sudan; SE=Sweden; SG=Singapore; SH=St Helena; SI=Slovenia; SJ=Svalbard &
Jan Mayen; SK=Slovakia; SL=Sierra Leone; SM=San Marino; SN=Senegal; SO=Somalia; SR=Suriname; SS=South Sudan;
ST=Sao Tome & Principe; SV=El Salvador; SX=St Maarten (Dutch); SY=Syria; SZ=Eswatini (Swaziland); TC=Turks &
Caicos Is; TD=Chad; TF=French S. Terr.; TG=Togo; TH=Thailand; TJ=Tajikistan; TK=Tokelau; TL=East Timor;
TM=Turkmenistan; TN=Tunisia; TO=Tonga; TR=Turkey; TT=Trinidad & Tobago; TV=Tuvalu; TW=Taiwan; TZ=Tanzania;
UA=Ukraine; UG=Uganda; UM=US minor outlying islands; US=United States; UY=Uruguay; UZ=Uzbekistan; VA=Vatican
City; VC=St Vincent; VE=Venezuela; VG=Virgin Islands (UK); VI=Virgin Islands (US); VN=Vietnam; VU=Vanuatu;
WF=Wallis & Futuna; WS=Samoa (western); YE=Yemen; YT=Mayotte; ZA=South Africa; ZM=Zambia; ZW=Zimbabwe
"""
STATES_WRITTEN: Final = """
AL=Alabama; AK=Alaska; AZ=Arizona; AR=Arkansas; CA=California; CO=Colorado; CT=Connecticut; DE=Delaware;
FL=Florida; GA=Georgia; HI=Hawaii; ID=Idaho; IL=Illinois; IN=Indiana; IA=Iowa; KS=Kansas; KY=Kentucky;
LA=Louisiana; ME=Maine; MD=Maryland; MA=Massachusetts; MI=Michigan; MN=Minnesota; MS=Mississippi; MO=Missouri;
MT=Montana; NE=Nebraska; NV=Nevada; NH=New Hampshire; NJ=New Jersey; NM=New Mexico; NY=New York; NC=North
Carolina; ND=North Dakota; OH=Ohio; OK=Oklahoma; OR=Oregon; PA=Pennsylvania; RI=Rhode Island; SC=South
Carolina; SD=South Dakota; TN=Tennessee; TX=Texas; UT=Utah; VT=Vermont; VA=Virginia; WA=Washington; WV=West
Virginia; WI=Wisconsin; WY=Wyoming; DC=District of Columbia
"""
PROVINCES_WRITTEN: Final = """
AB=Alberta; BC=British Columbia; MB=Manitoba; NB=New Brunswick; NL=Newfoundland and Labrador; NS=Nova Scotia;
ON=Ontario; PE=Prince Edward Island; QC=Quebec; SK=Saskatchewan
"""
OTHERWISE: Final = {
    "usa": "United States",
    "u.s.": "United States",
    "u.s.a.": "United States",
    "united states of america": "United States",
    "uk": "United Kingdom",
    "england": "United Kingdom",
    "scotland": "United Kingdom",
    "great britain": "United Kingdom",
    "deutschland": "Germany",
    "österreich": "Austria",
    "schweiz": "Switzerland",
    "españa": "Spain",
    "italia": "Italy",
    "the netherlands": "Netherlands",
    "nederland": "Netherlands",
    "czechia": "Czech Republic",
    "holland": "Netherlands",
}
ANYWHERE: Final = re.compile(
    r"\b(?:remote(?:ly)?|hybrid|on-?site|telecommute|work from home|anywhere|home office)\b", re.IGNORECASE
)
LINE: Final = 255  # characters


def _table(written: str) -> dict[str, str]:
    return dict(entry.split("=", 1) for entry in " ".join(written.split()).split("; "))


COUNTRIES: Final = _table(COUNTRIES_WRITTEN)
STATES: Final = _table(STATES_WRITTEN)
PROVINCES: Final = _table(PROVINCES_WRITTEN)
NAMES: Final = {name.casefold(): name for name in COUNTRIES.values()} | OTHERWISE
REGIONS: Final = {
    region.casefold(): country
    for table, country in ((STATES, "United States"), (PROVINCES, "Canada"))
    for entry in table.items()
    for region in entry
}


@dataclass(frozen=True)
class Place:
    """What is "" is not known."""

    city: str = ""
    state: str = ""
    country: str = ""


def country_of(text: str) -> str:
    """The English name of the country with this name or two-letter code; "" when there is none."""
    return COUNTRIES.get(text, "") or NAMES.get(text.casefold(), "")


def place_in(line: str) -> Place:
    """City, state and country of a line such as "Chicago, IL" or "Remote, Canada"; only what it says."""
    parts = [part.strip(" ()·–-") for part in re.split(r"[,;(|/]", ANYWHERE.sub("", line[:LINE]))]
    parts = [part for part in parts if part]
    if not parts:
        return Place()
    *before, last = parts
    if before and last.casefold() in REGIONS:  # before codes of countries: "CA" behind a city is California
        return Place(before[0][:100], last[:50], REGIONS[last.casefold()])
    country = country_of(last)
    if country:
        return Place(before[0][:100] if before else "", before[1][:50] if len(before) > 1 else "", country)
    return Place(parts[0][:100], parts[1][:50] if len(parts) > 1 else "")


def line_of(address: Mapping[str, Any]) -> str:
    """City, region and country of a schema.org PostalAddress, the country by its name."""
    country = _text(address.get("addressCountry"))
    named = COUNTRIES.get(country.upper() if len(country) == 2 else "", country)
    parts = [_text(address.get(key)) for key in ("addressLocality", "addressRegion")]
    return ", ".join(dict.fromkeys(part for part in [*parts, named] if part))[:LINE]


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("name")
    return printable(value, lines=False) if isinstance(value, str) else ""
