"""What is each action of the audit trail called, in each language?

A test reads every action that the operations record from their source: one without words here fails, and words of an
action that nobody records any more fail too.
"""

from __future__ import annotations

from collections.abc import Mapping

from comptoir.wording.typography import typeset_french

# action -> (English, French)
DEEDS: Mapping[str, tuple[str, str]] = {
    "account.closed": ("Account closed", "Compte fermé"),
    "account.created": ("Account made", "Compte créé"),
    "account.opened": ("Account opened again", "Compte rouvert"),
    "account.sign_in_failed": ("Sign-in failed", "Échec de connexion"),
    "account.signed_in": ("Signed in", "Connexion"),
    "account.signed_out": ("Signed out", "Déconnexion"),
    "backup.made": ("Backup made", "Sauvegarde faite"),
    "backup.restored": ("Backup restored", "Sauvegarde restaurée"),
    "booking.booked": ("Booked", "Réservation prise"),
    "booking.cancelled": ("Booking cancelled", "Réservation annulée"),
    "booking.confirmed": ("Held time booked", "Option confirmée en réservation"),
    "booking.expired": ("Held time let go, its term is over", "Option échue"),
    "booking.extend": ("Booking given another end", "Fin de réservation changée"),
    "booking.handed_back": ("Taken back at the counter", "Retour au comptoir"),
    "booking.handed_over": ("Handed over at the counter", "Remise au comptoir"),
    "booking.held": ("Time held", "Option posée"),
    "booking.late_told": ("Told that a return is late", "Retard de retour signalé"),
    "booking.maintenance": ("Time taken out for maintenance", "Créneau bloqué pour maintenance"),
    "booking.missed": ("Nobody came", "Client absent"),
    "booking.move": ("Booking moved", "Réservation déplacée"),
    "booking.offered": ("Freed time offered to who waits", "Créneau libéré proposé en file d'attente"),
    "booking.overrun": ("Use went on beyond its end", "Utilisation prolongée au-delà de sa fin"),
    "booking.recounted": ("Booking counted anew", "Réservation recomptée"),
    "booking.restored": ("Cancelled booking restored", "Réservation annulée rétablie"),
    "booking.taken_over": ("Booking taken over by maintenance", "Réservation reprise pour maintenance"),
    "books.anchored": ("Books anchored", "Livres ancrés"),
    "books.posted": ("Entries posted", "Écritures passées"),
    "books.verified": ("Books verified", "Livres vérifiés"),
    "charge.collected": ("Charges collected", "Frais collectés"),
    "charge.moved": ("Charge reviewed", "Frais examiné"),
    "charge.rechecked": ("Charges priced again to check them", "Frais recalculés pour contrôle"),
    "charge.taken_back": ("Charge taken back", "Frais repris"),
    "close.approved": ("Month close approved", "Clôture approuvée"),
    "close.carried": ("Late charges carried to the next month", "Frais tardifs reportés au mois suivant"),
    "close.certified": ("Month close certified", "Clôture certifiée"),
    "close.chunk": ("Part of a month close done", "Partie de clôture faite"),
    "close.opened": ("Month close begun", "Clôture commencée"),
    "close.step": ("Step of a month close done", "Étape de clôture faite"),
    "close.undo_asked": ("Asked to open a closed month again", "Réouverture d'un mois demandée"),
    "close.undone": ("Closed month opened again", "Mois clos rouvert"),
    "deal.agree": ("Price agreed", "Accord sur le prix"),
    "deal.agreed": ("Deal made", "Convention de prix conclue"),
    "deal.approve": ("Offer approved", "Offre approuvée"),
    "deal.ask": ("Better price asked for", "Meilleur prix demandé"),
    "deal.counter": ("Counteroffer made", "Contre-offre faite"),
    "deal.decline": ("Negotiation declined", "Négociation refusée"),
    "deal.end": ("Negotiation ended", "Négociation terminée"),
    "deal.ended": ("Deal ended", "Convention de prix terminée"),
    "deal.escalate": ("Offer handed to an approver", "Offre transmise pour approbation"),
    "deal.expire": ("Offer expired", "Offre échue"),
    "deal.offer": ("Price offered", "Prix proposé"),
    "deal.withdraw": ("Negotiation withdrawn", "Négociation retirée"),
    "demo.lived": ("Demo filled with its past", "Passé de la démonstration rempli"),
    "deposit.asked": ("Deposits asked for", "Acomptes demandés"),
    "deposit.moved": ("Deposit paid, used or given back", "Acompte payé, utilisé ou rendu"),
    "feed.ended": ("Calendar address ended", "Adresse de calendrier supprimée"),
    "feed.made": ("Calendar address made", "Adresse de calendrier créée"),
    "floor.set": ("Price floor set", "Prix plancher fixé"),
    "fund.paid_in": ("Paid into a fund", "Fonds alimenté"),
    "import.done": ("Company folder taken in", "Dossier de l'entreprise importé"),
    "import.undone": ("Import of the company folder undone", "Import du dossier de l'entreprise annulé"),
    "limit.ended": ("Spending limit ended", "Plafond de dépense levé"),
    "limit.set": ("Spending limit set", "Plafond de dépense fixé"),
    "mandate.lent": ("Mandate lent to a colleague", "Mandat prêté à un collègue"),
    "mandate.returned": ("Lent mandate taken back", "Mandat prêté repris"),
    "mandate.set": ("Mandate to negotiate set", "Mandat de négociation fixé"),
    "order.approved": ("Order approved", "Commande approuvée"),
    "order.cancelled": ("Order cancelled", "Commande annulée"),
    "order.changed": ("Order changed", "Commande modifiée"),
    "order.delivered": ("Delivery noted", "Livraison notée"),
    "order.delivery_undone": ("Noted delivery taken back", "Livraison notée par erreur reprise"),
    "order.given_free": ("Given free of charge", "Accordé à titre gracieux"),
    "order.placed": ("Order placed", "Commande passée"),
    "order.refused": ("Order refused by its approver", "Commande refusée par l'approbateur"),
    "order.saved": ("Order kept as a draft", "Brouillon de commande gardé"),
    "paper.credited": ("Invoice credited", "Avoir établi"),
    "paper.issued": ("Document issued", "Document émis"),
    "paper.paid": ("Payment noted", "Paiement noté"),
    "paper.refunded": ("Refund noted", "Remboursement noté"),
    "paper.refused": (
        "Document not issued, something is missing",
        "Document non émis, il manque quelque chose",
    ),
    "paper.reissued": ("Document issued anew", "Document émis à nouveau"),
    "paper.reminded": ("Reminder sent", "Relance envoyée"),
    "paper.returned": ("Noted payment taken back", "Paiement noté repris"),
    "paper.sent": ("Document sent", "Document envoyé"),
    "paper.void": ("Document made void", "Document annulé"),
    "paper.write_off_asked": ("Write-off asked for", "Passage en perte demandé"),
    "paper.written_off": ("Written off", "Passé en perte"),
    "qualification.ended": ("Qualification ended", "Habilitation terminée"),
    "qualification.recorded": ("Qualification recorded", "Habilitation enregistrée"),
    "quote.accepted": ("Quote accepted", "Devis accepté"),
    "quote.declined": ("Quote declined", "Devis refusé"),
    "quote.expired": ("Quotes expired", "Devis échus"),
    "quote.replaced": ("Quote replaced by another", "Devis remplacé"),
    "quote.sent": ("Quote sent", "Devis envoyé"),
    "quote.withdrawn": ("Quote withdrawn", "Devis retiré"),
    "request.answered": ("Question answered", "Question répondue"),
    "request.asked": ("Question asked", "Question posée"),
    "request.forgotten": ("Old questions forgotten", "Anciennes questions effacées"),
    "role.granted": ("Role handed out", "Rôle donné"),
    "role.revoked": ("Role taken back", "Rôle retiré"),
    "usage.corrected": ("Record of use corrected", "Relevé d'utilisation corrigé"),
    "usage.import_undone": ("File of usage taken out again", "Import de relevés annulé"),
    "usage.imported": ("File of usage taken in", "Fichier de relevés importé"),
    "usage.parked": ("Record of use set aside", "Relevé d'utilisation mis de côté"),
    "usage.recorded": ("Use recorded", "Utilisation relevée"),
    "usage.recounted": ("Use counted anew", "Utilisation recomptée"),
    "waiting.joined": ("Put on the waiting list", "Mis en file d'attente"),
    "waiting.left": ("Left the waiting list", "Sorti de la file d'attente"),
}


def say_deed(action: str, language: str) -> str:
    """What an action of the audit trail is called; one of another version is shown as its code.

    >>> say_deed("order.placed", "en"), say_deed("order.placed", "fr"), say_deed("order.sung", "en")
    ('Order placed', 'Commande passée', 'order.sung')
    """
    if action not in DEEDS:
        return action
    english, french = DEEDS[action]
    return typeset_french(french) if language == "fr" else english
