"""What may follow what, and what a negotiation says to each side."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.forbidden": (
        "This {thing} is “{state}”: “{verb}” is not possible from there. Reload the page to see what is.",
        "L’état de cet objet ({thing}) est «\u00a0{state}\u00a0»\u00a0: l’action"
        " «\u00a0{verb}\u00a0» n’est pas"
        " possible. Rechargez la page pour voir ce qui l’est.",
    ),
    "negotiation.above_usual": (
        "This is more than the usual price of {usual:in currency}. Ask for less, or order at your price.",
        "C’est plus que le prix habituel de {usual:in currency}. Demandez moins, ou commandez à votre prix.",
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
    "negotiation.granted": (
        "The unit agrees to {price:in currency}.",
        "L’unité est d’accord pour {price:in currency}.",
    ),
    "negotiation.seller.granted": (
        "{price:in currency} is within the seller’s authority (down to {authority:in currency};"
        " usual price {ceiling:in currency}, floor"
        " {floor:in currency}).",
        "{price:in currency} est dans la délégation du vendeur (jusqu’à {authority:in"
        " currency}\u00a0; prix habituel {ceiling:in currency},"
        " plancher {floor:in currency}).",
    ),
    "negotiation.seller.needs_approval": (
        "{price:in currency} is beyond the seller’s authority ({authority:in currency}) and"
        " above the floor ({floor:in currency}; usual price {ceiling:in currency}):"
        " an approver decides.",
        "{price:in currency} dépasse la délégation du vendeur ({authority:in currency}) sans"
        " passer sous le plancher ({floor:in currency}\u00a0;"
        " prix habituel {ceiling:in currency})\u00a0: un approbateur décide.",
    ),
    "negotiation.seller.refused": (
        "{price:in currency} is outside the guardrails: usual price {ceiling:in currency}, floor"
        " {floor:in currency} (authority {authority:in currency}).",
        "{price:in currency} sort des garde-fous\u00a0: prix habituel {ceiling:in currency},"
        " plancher {floor:in currency} (délégation"
        " {authority:in currency}).",
    ),
    "negotiation.own_approval": (
        "{approver} is the {role} here and cannot approve it. Ask another approver of the unit.",
        "{approver} est ici partie prenante ({role}) et ne peut pas approuver. Demandez à un autre"
        " approbateur de l’unité.",
    ),
}
