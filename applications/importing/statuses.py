"""The words of other trackers for how an application stands."""

import re
from typing import Final

from applications.importing.columns import plain

NOT_SENT: Final = "not-sent"  # saved for later: no application yet
WORDS: Final = {
    "Applied": "applied, sent, submitted, application sent, application submitted, applied online, in progress,"
    " pending, waiting, awaiting response, under review, in review, active, open, no response, beworben, gesendet,"
    " offen, abgeschickt, en cours, en attente, envoyé, envoyée, postulé, candidature envoyée, enviado, enviada,"
    " candidatado, inviata, candidato, gesolliciteerd, verstuurd",
    "Interview": "interview, interviewing, interviews, interviewed, phone screen, phone interview, screening, screen,"
    " technical interview, technical, onsite, on site, assessment, take home, final round, final interview,"
    " vorstellungsgespräch, gespräch, telefoninterview, entretien, entrevista, colloquio, gesprek",
    "Offer": "offer, offered, offer received, offer extended, negotiating, negotiation, angebot, offre, oferta,"
    " proposta, offerta, aanbod",
    "Rejected": "rejected, declined, rejection, not selected, closed, withdrawn, withdrew, ghosted, refused,"
    " offer declined, turned down, abgelehnt, absage, zurückgezogen, refusé, refusée, refus, rechazado, rechazada,"
    " recusado, recusada, rifiutata, rifiutato, afgewezen",
    "Hired": "hired, accepted, offer accepted, joined, signed, eingestellt, angenommen, zusage, embauché, embauchée,"
    " contratado, contratada, assunto, assunta, aangenomen",
    NOT_SENT: "wishlist, wish list, saved, bookmarked, to apply, not applied, interested, draft, planned, todo, to do,"
    " researching, gemerkt, geplant, à postuler",
}
BY_WORD: Final = {word.strip(): status for status, words in WORDS.items() for word in words.split(",")}


ORDINAL: Final = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?|first|second|third|erstes|zweites) ")
WORDS_OF_STATUS: Final = 4  # at most, of those above


def status_of(word: str) -> str:
    """One of ours, NOT_SENT, or "" for a word that nobody knows. What goes on after a known one says more of the same:
    "Interview scheduled", "Rejected after the second round"."""
    words = ORDINAL.sub("", plain(word), count=1).split()[:WORDS_OF_STATUS]
    begun = (" ".join(words[:number]) for number in range(len(words), 0, -1))
    return next((BY_WORD[known] for known in begun if known in BY_WORD), "")
