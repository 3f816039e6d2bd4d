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
}
