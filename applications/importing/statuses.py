"""The words of other trackers for how an application stands."""

from typing import Final

from applications.importing.columns import plain

NOT_SENT: Final = "not-sent"  # saved for later: no application yet
WORDS: Final = {
    "Applied": "applied, sent, submitted, application sent, application submitted, applied online, in progress,"
    " pending, waiting, awaiting response, under review, in review, active, open, no response, beworben, gesendet,"
    " offen, abgeschickt, en cours, envoyé, postulé, enviado, enviada",
    "Interview": "interview, interviewing, interviews, interviewed, phone screen, phone interview, screening, screen,"
    " technical interview, technical, onsite, on site, assessment, take home, final round, final interview,"
    " vorstellungsgespräch, gespräch, telefoninterview, entretien, entrevista",
    "Offer": "offer, offered, offer received, offer extended, negotiating, negotiation, angebot, offre, oferta",
    "Rejected": "rejected, declined, rejection, not selected, closed, withdrawn, withdrew, ghosted, refused,"
    " offer declined, turned down, abgelehnt, absage, zurückgezogen, refusé, rechazado, rechazada",
    "Hired": "hired, accepted, offer accepted, joined, signed, eingestellt, angenommen, zusage, embauché, contratado",
    NOT_SENT: "wishlist, wish list, saved, bookmarked, to apply, not applied, interested, draft, planned, todo, to do,"
    " researching, gemerkt, geplant, à postuler",
}
BY_WORD: Final = {word.strip(): status for status, words in WORDS.items() for word in words.split(",")}


def status_of(word: str) -> str:
    """One of ours, NOT_SENT, or "" for a word that nobody knows."""
    return BY_WORD.get(plain(word), "")
