"""What a charge says about its quote, and what is refused on the way into the books and onto paper."""

SENTENCES: dict[str, tuple[str, str]] = {
    "billing.other_book": (
        "The quote was made with the rates {expected:plain}, not with {found:plain}. Charge it with the rates"
        " of its quote.",
        "Le devis a été établi avec la grille {expected:plain}, pas avec {found:plain}. Imputez avec la grille du"
        " devis.",
    ),
    "billing.no_price": (
        "What was delivered has no price ({status:term}). The delivery is set aside until it has one.",
        "Ce qui a été livré n'a pas de prix ({status:term}). La livraison est mise de côté en attendant.",
    ),
    "billing.not_quoted": (
        "It was delivered without a quote: {charged}.",
        "Livré sans devis : {charged}.",
    ),
    "billing.line_differs": (
        "{offering}: {charged} instead of the {quoted} quoted ({difference:signed}), because of what was delivered:",
        "{offering} : {charged} au lieu de {quoted} au devis ({difference:signed}), d'après ce qui a été livré :",
    ),
    "billing.differs": (
        "In all {charged} instead of the {quoted} quoted ({difference:signed}).",
        "Au total {charged} au lieu de {quoted} au devis ({difference:signed}).",
    ),
    "billing.split.none": (
        "Nobody bears the {total}. Name at least one cost center.",
        "Personne ne supporte les {total}. Indiquez au moins un centre de coûts.",
    ),
    "billing.split.form": (
        "The share of {cost_center} is either a percentage or an amount, not negative, in the currency of the charge.",
        "La part de {cost_center} est soit un pourcentage, soit un montant, jamais négatif, dans la monnaie de"
        " l'imputation.",
    ),
    "billing.split.sum": (
        "The shares do not make up the {total}: {found} in amounts, and {percent:percent} of what they leave."
        " Percentages add up to 100, or amounts to the whole.",
        "Les parts ne font pas les {total} : {found} en montants, et {percent:percent} de ce qu'ils laissent. Les"
        " pourcentages font 100 au total, ou les montants font le tout.",
    ),
    "billing.not_invoiced": (
        "Charge {charge} cannot be invoiced: the law knows only the {kind:term} here.",
        "La prestation {charge} ne peut pas être facturée : la loi ne connaît ici que le document « {kind:term} ».",
    ),
    "billing.not_internal": (
        "Charge {charge} is settled by another paper ({kind:term}), not between cost centers.",
        "L'imputation {charge} se règle par un autre document ({kind:term}), pas entre centres de coûts.",
    ),
    "billing.write_off": (
        "{found} cannot be written off: the invoice comes to {most}. State what is still unpaid.",
        "{found} ne peut pas passer en perte : la facture s'élève à {most}. Indiquez ce qui reste impayé.",
    ),
    "billing.number": (
        "“{found:plain}” is no number for an invoice: at most 35 letters, digits and the signs + - _ /. Shorten the"
        " prefix of the series.",
        "« {found:plain} » n'est pas un numéro de facture : 35 signes au plus, lettres, chiffres et + - _ /."
        " Raccourcissez le préfixe de la série.",
    ),
    "billing.credit.type": (
        "{number:plain} is a credit note; only an invoice can be credited.",
        "{number:plain} est un avoir ; seule une facture peut faire l'objet d'un avoir.",
    ),
    "billing.credit.reason": (
        "A credit note for {number:plain} needs its reason. State why.",
        "L'avoir sur {number:plain} demande un motif. Indiquez lequel.",
    ),
    "billing.credit.line": (
        "Invoice {number:plain} has no line {found:plain}. Choose one of its lines.",
        "La facture {number:plain} n'a pas de ligne {found:plain}. Choisissez l'une de ses lignes.",
    ),
    "billing.credit.day": (
        "A credit note of {found} is older than its invoice {number:plain} of {earliest}. Choose a later day.",
        "Un avoir du {found} précède sa facture {number:plain} du {earliest}. Choisissez un jour suivant.",
    ),
}
