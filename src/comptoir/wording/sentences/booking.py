"""Why a resource cannot be booked as wished, and what would do."""

SENTENCES: dict[str, tuple[str, str]] = {
    "booking.empty": (
        "The booking would end at {end}, which is not after its start at {start}. Choose a later end.",
        "La réservation finirait le {end}, ce qui n’est pas après son début, le {start}. Choisissez une"
        " fin plus tardive.",
    ),
    "booking.capacity": (
        "Only between 1 and {capacity} can be booked at once. Change the number.",
        "On ne peut en réserver qu’entre 1 et {capacity} à la fois. Changez le nombre.",
    ),
    "booking.lead": (
        "This must be booked ahead: the earliest possible start is {earliest}.",
        "La réservation se fait à l’avance\u00a0: le premier début possible est le {earliest}.",
    ),
    "booking.window": (
        "This cannot be booked so far ahead: the latest possible start is {latest}.",
        "On ne peut pas réserver si longtemps à l’avance\u00a0: le dernier début possible est le {latest}.",
    ),
    "booking.too_short": (
        "The booking is shorter than the minimum of {shortest}. Choose a later end.",
        "La réservation est plus courte que le minimum de {shortest}. Choisissez une fin plus tardive.",
    ),
    "booking.too_long": (
        "The booking is longer than the maximum of {longest}. Choose an earlier end, or book twice.",
        "La réservation dépasse le maximum de {longest}. Choisissez une fin plus proche, ou réservez en"
        " deux fois.",
    ),
    "booking.over_a_year": (
        "The booking would last {length}, more than a year. Check the year of its end. For longer ones the supplier"
        " sets a longest booking for this resource.",
        "La réservation durerait {length}, plus d'un an. Vérifiez l'année de la fin. Pour en permettre de plus longues,"
        " le fournisseur fixe une réservation la plus longue pour cette ressource.",
    ),
    "booking.above_limit": (
        "This is above what {payer} lets anybody book without an approval. Put it into the basket and order it.",
        "Cela dépasse ce que {payer} laisse réserver sans approbation. Mettez-le au panier et commandez-le.",
    ),
    "booking.closed": (
        "It is closed during part of that time. Choose a time within the opening hours.",
        "C’est fermé pendant une partie de ce temps. Choisissez un horaire d’ouverture.",
    ),
    "booking.slot": (
        "Bookings begin and end at whole slots of {slot}, counted from midnight. Choose other times.",
        "On réserve par créneaux entiers de {slot}, comptés depuis minuit. Choisissez d’autres horaires.",
    ),
    "booking.not_there": (
        "{resource} is not available on those days. Choose others.",
        "{resource} n’est pas disponible ces jours-là. Choisissez-en d’autres.",
    ),
    "duration.unreadable": (
        "“{found}” is no length of time. Write it in minutes, hours, days or weeks, like {expected}.",
        "« {found} » n’est pas une durée. Écrivez-la en minutes, heures, jours ou semaines, comme {expected}.",
    ),
    "resource.capacity": (
        "A pool of {found} can never be booked. Write {expected} or more, or take the row out.",
        "On ne peut rien réserver parmi {found}. Écrivez {expected} ou plus, ou retirez la ligne.",
    ),
    "resource.slot": (
        "A day does not divide into slots of “{found}”. Write a part of a day, like {expected}.",
        "Une journée ne se découpe pas en créneaux de « {found} ». Écrivez une fraction de jour, comme {expected}.",
    ),
    "resource.order": (
        "“{found}” leaves nothing that could be booked: it must be {expected}. Change one of the two.",
        "« {found} » ne laisse rien à réserver\u00a0: il faut {expected}. Changez l’une des deux valeurs.",
    ),
    "resource.sale": (
        "“{found}” is sold, not rented, so nothing of it can be booked. Write mode = {expected} in offerings.csv, or"
        " name another offering.",
        "« {found} » est une vente, on n’en réserve donc rien. Écrivez mode = {expected} dans offerings.csv, ou"
        " nommez une autre offre.",
    ),
    "booking.taken": (
        "{resource} is taken ({start} – {end}). Choose one of the free times offered, or wait for this one.",
        "{resource} n’est pas libre ({start} – {end}). Choisissez l’un des horaires libres proposés, ou attendez"
        " celui-ci.",
    ),
    "booking.busy": (
        "Many people book at this moment and your turn did not come. Nothing was done: try again.",
        "Beaucoup de monde réserve en ce moment et votre tour n’est pas venu. Rien n’a été fait\u00a0:"
        " réessayez.",
    ),
    "booking.unknown": (
        "There is no booking {booking} that you could change. Look it up among your bookings.",
        "Il n’y a pas de réservation {booking} que vous puissiez modifier. Cherchez-la parmi vos réservations.",
    ),
    "booking.unknown_resource": (
        "There is nothing called {resource} to book here. Choose from the list.",
        "Rien ne s’appelle {resource} parmi ce qui se réserve ici. Choisissez dans la liste.",
    ),
    "booking.unknown_person": (
        "Nobody is known as {person}. Choose from the list of people.",
        "Personne n’est connu sous le nom {person}. Choisissez dans la liste des personnes.",
    ),
    "booking.unknown_qualification": (
        "There is no qualification number {number}. Reload the page.",
        "Il n’y a pas d’habilitation numéro {number}. Rechargez la page.",
    ),
    "booking.no_resource": (
        "Nothing of “{offering}” can be booked by the clock: no resource stands behind it. Order it, or ask the unit.",
        "Rien de «\u00a0{offering}\u00a0» ne se réserve à l’heure\u00a0: aucune ressource n’est déclarée. Commandez,"
        " ou demandez à l’unité.",
    ),
    "booking.not_qualified": (
        "{resource} may only be used by somebody qualified on that day ({what}). Ask the unit for the training, or"
        " name a qualified person.",
        "{resource} ne peut être utilisé que par une personne habilitée ce jour-là ({what}). Demandez la formation"
        " à l’unité, ou nommez une personne habilitée.",
    ),
    "booking.no_price": (
        "There is no published price for “{offering}” on that day. Ask the unit for a quote.",
        "Il n’y a pas de prix publié pour «\u00a0{offering}\u00a0» ce jour-là. Demandez un devis à l’unité.",
    ),
    "booking.price_changed": (
        "The price is now {now}; what was shown before was {before}. Nothing was done: agree to it, or let it be.",
        "Le prix est maintenant de {now}\u00a0; celui qui était affiché était de {before}. Rien n’a été fait\u00a0:"
        " acceptez-le, ou renoncez.",
    ),
    "booking.hold_over": (
        "The ten minutes are over and the hold {booking} has lapsed. Book again, if it is still free.",
        "Les dix minutes sont passées et l’option {booking} est tombée. Réservez de nouveau, si c’est encore libre.",
    ),
    "booking.over": (
        "The time of booking {booking} is over. Book another time.",
        "Le temps de la réservation {booking} est passé. Réservez un autre horaire.",
    ),
    "booking.too_many": (
        "At most {most} can be booked at once. Book the rest afterwards.",
        "On ne peut en réserver que {most} d’un coup. Réservez le reste ensuite.",
    ),
    "booking.fee": (
        "Cancelling costs {fee} now. Nothing was done: agree to the fee, or keep the booking.",
        "Annuler coûte {fee} à présent. Rien n’a été fait\u00a0: acceptez ces frais, ou gardez la réservation.",
    ),
    "booking.fee_waived": (
        "The fee of {amount} is not asked: the booking was restored.",
        "Les frais de {amount} ne sont pas demandés\u00a0: la réservation est rétablie.",
    ),
    "booking.too_early": (
        "The booking starts at {start}: it is too early to hand it over. Move the booking, or wait.",
        "La réservation commence le {start}\u00a0: il est trop tôt pour la remise. Déplacez la réservation, ou"
        " attendez.",
    ),
    "booking.not_missed_yet": (
        "Nobody is missed before {earliest}. Wait until then.",
        "On ne constate une absence qu’à partir du {earliest}. Attendez jusque-là.",
    ),
    "booking.period": (
        "The period would end at {end}, which is not after its start, {start}. Choose a later end.",
        "La période finirait le {end}, ce qui n’est pas après son début, le {start}. Choisissez une fin plus tardive.",
    ),
    "booking.slot_freed": (
        "{resource} is free from {start} to {end}, and held for you until {until}. Confirm {booking} by then.",
        "{resource} s’est libéré du {start} au {end} et vous est réservé jusqu’au {until}. Confirmez {booking} d’ici"
        " là.",
    ),
    "booking.cancelled_by_supplier": (
        "Your booking of {resource} from {start} to {end} had to be cancelled, at no cost. {note}",
        "Votre réservation de {resource} du {start} au {end} a dû être annulée, sans frais. {note}",
    ),
    "feed.unknown": (
        "No calendar stands at this address any more. Make a new one under “My activity”.",
        "Il n’y a plus de calendrier à cette adresse. Créez-en une nouvelle sous «\u00a0Mon activité\u00a0».",
    ),
    "waiting.unknown": (
        "There is no wish {wish} of yours that still waits. Reload the page.",
        "Vous n’avez pas de demande {wish} encore en attente. Rechargez la page.",
    ),
}
