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
}
