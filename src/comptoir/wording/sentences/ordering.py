"""What may follow what, and what a negotiation says to each side."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.forbidden": (
        "This {thing} is “{state}”: “{verb}” is not possible from there. Reload the page to see what is.",
        "L’état de cet objet ({thing}) est «\u00a0{state}\u00a0»\u00a0: l’action «\u00a0{verb}\u00a0» n’est pas"
        " possible. Rechargez la page pour voir ce qui l’est.",
    ),
    "negotiation.above_usual": (
        "This is more than the usual price of {usual}. Ask for less, or order at your price.",
        "C’est plus que le prix habituel de {usual}. Demandez moins, ou commandez à votre prix.",
    ),
    "negotiation.too_far": (
        "The unit cannot go that far. You may ask for a higher price, or order at yours.",
        "L’unité ne peut pas aller jusque-là. Vous pouvez demander un prix plus élevé, ou commander au"
        " vôtre.",
    ),
    "negotiation.in_review": (
        "Your request is with somebody who may decide. You will have an answer without doing anything.",
        "Votre demande est entre les mains de qui peut décider. Vous aurez une réponse sans rien faire"
        " de plus.",
    ),
    "negotiation.granted": ("The unit agrees to {price}.", "L’unité est d’accord pour {price}."),
    "negotiation.seller.granted": (
        "{price} is within the seller’s authority (down to {authority}; usual price {ceiling}, floor"
        " {floor}).",
        "{price} est dans la délégation du vendeur (jusqu’à {authority}\u00a0; prix habituel {ceiling},"
        " plancher {floor}).",
    ),
    "negotiation.seller.needs_approval": (
        "{price} is beyond the seller’s authority ({authority}) and above the floor ({floor}; usual price {ceiling}):"
        " an approver decides.",
        "{price} dépasse la délégation du vendeur ({authority}) sans passer sous le plancher ({floor}\u00a0;"
        " prix habituel {ceiling})\u00a0: un approbateur décide.",
    ),
    "negotiation.seller.refused": (
        "{price} is outside the guardrails: usual price {ceiling}, floor {floor} (authority {authority}).",
        "{price} sort des garde-fous\u00a0: prix habituel {ceiling}, plancher {floor} (délégation"
        " {authority}).",
    ),
    "negotiation.own_approval": (
        "{approver} is the {role} here and cannot approve it. Ask another approver of the unit.",
        "{approver} est ici partie prenante ({role}) et ne peut pas approuver. Demandez à un autre"
        " approbateur de l’unité.",
    ),
}
