"""Why a supply bears the VAT it bears, on which paper, and what is refused.

The codes `tax.is.*` are put together from the relation.
"""

SENTENCES: dict[str, tuple[str, str]] = {
    "tax.is.same_entity": (
        "On {day}, {seller} and {buyer} are one legal entity.",
        "Au {day}, {seller} et {buyer} sont une seule entité juridique.",
    ),
    "tax.is.vat_group": (
        "On {day}, {seller} and {buyer} are members of one VAT group.",
        "Au {day}, {seller} et {buyer} sont membres d'un même assujetti unique.",
    ),
    "tax.is.group_company": (
        "On {day}, {buyer} is another company of {seller}'s group, and they form no VAT group.",
        "Au {day}, {buyer} est une autre société du groupe de {seller}, sans assujetti unique entre elles.",
    ),
    "tax.is.outsider": (
        "On {day}, {buyer} and {seller} are neither one legal entity nor one group.",
        "Au {day}, {buyer} et {seller} ne sont ni une même entité juridique ni un même groupe.",
    ),
    "tax.is.employee": (
        "On {day}, {buyer} works for {seller} and buys privately.",
        "Au {day}, {buyer} travaille pour {seller} et achète à titre privé.",
    ),
    "tax.is.sister_employee": (
        "On {day}, {buyer} works for another company of {seller}'s group and buys privately.",
        "Au {day}, {buyer} travaille pour une autre société du groupe de {seller} et achète à titre privé.",
    ),
    "tax.same_entity": (
        "A charge between cost centers, without VAT: nobody sells to itself.",
        "Imputation entre centres de coûts, sans TVA : on ne se vend rien à soi-même.",
    ),
    "tax.vat_group": (
        "An internal document, outside VAT: the members of a VAT group are one taxable person.",
        "Document interne, hors TVA : les membres d'un assujetti unique ne font qu'un seul assujetti.",
    ),
    "tax.home": (
        "An invoice with {rate:percent} VAT.",
        "Facture avec {rate:percent} de TVA.",
    ),
    "tax.reverse_charge": (
        "An invoice without VAT: the buyer, a business in {country:plain}, owes it itself (reverse charge).",
        "Facture sans TVA : le preneur, assujetti établi en {country:plain}, la doit lui-même (autoliquidation).",
    ),
    "tax.intra_community": (
        "An invoice without VAT: goods delivered to a business in {country:plain}, within the European Union.",
        "Facture sans TVA : livraison intracommunautaire à un assujetti ({country:plain}).",
    ),
    "tax.union_consumer": (
        "An invoice with {rate:percent} VAT: the buyer in {country:plain} gave no VAT number of that country.",
        "Facture avec {rate:percent} de TVA : le client ({country:plain}) n'a pas donné de numéro de TVA de ce pays.",
    ),
    "tax.export": (
        "An invoice without VAT: goods that leave the European Union for {country:plain}.",
        "Facture sans TVA : exportation hors de l'Union européenne ({country:plain}).",
    ),
    "tax.export_services": (
        "An invoice without VAT: a service to a business outside the European Union ({country:plain}).",
        "Facture sans TVA : prestation à un assujetti établi hors de l'Union européenne ({country:plain}).",
    ),
    "tax.consumer_abroad": (
        "An invoice with {rate:percent} VAT: services to a private person ({country:plain}) are taxed at the seller's.",
        "Facture avec {rate:percent} de TVA : une prestation à un particulier ({country:plain}) est taxée chez le"
        " prestataire.",
    ),
    "tax.exempt": (
        "The offering itself is exempt from VAT ({exemption:plain}).",
        "L'offre elle-même est exonérée de TVA ({exemption:plain}).",
    ),
    "tax.country_assumed": (
        "The country of {buyer} is not known; it is taken to be {country:plain} until somebody states it.",
        "Le pays de {buyer} n'est pas connu ; on suppose {country:plain} tant que personne ne l'indique.",
    ),
    "tax.no_seller": (
        "{supplier} belongs to no legal entity with a country, so no tax can be decided. State the organization it is"
        " part of, and its country.",
        "{supplier} ne relève d'aucune entité juridique dont le pays soit connu : la taxe ne peut être décidée."
        " Indiquez son organisation de rattachement, et le pays de celle-ci.",
    ),
    "tax.no_rules": (
        "No tax rules are known for a seller in “{country:plain}”. Add the country to the table of tax rules.",
        "Aucune règle fiscale n'est connue pour un vendeur en « {country:plain} ». Ajoutez ce pays à la table des"
        " règles.",
    ),
    "tax.rate": (
        "{rate:percent} is no VAT rate of {country:plain}. Correct the rate of the offering or of the rate card.",
        "{rate:percent} n'est pas un taux de TVA de ce pays ({country:plain}). Corrigez le taux de l'offre ou de la"
        " grille.",
    ),
    "tax.exemption": (
        "The rate is nothing, but VAT is due in {country:plain}. State a rate, or why the offering is exempt.",
        "Le taux est nul alors que la TVA est due ({country:plain}). Indiquez un taux, ou le motif d'exonération de"
        " l'offre.",
    ),
    "tax.invoice_refused": (
        "No invoice between {seller} and {buyer} on {day}: the law knows only the {kind:term} here.",
        "Pas de facture entre {seller} et {buyer} au {day} : la loi ne connaît ici que le document « {kind:term} ».",
    ),
    "tax.benefit": (
        "{saved} were saved on a usual price of {usual}, more than {tolerance:percent}: the whole saving is a benefit"
        " in kind (paid: {paid}).",
        "{saved} d'économie sur un prix habituel de {usual}, soit plus de {tolerance:percent} : toute l'économie est un"
        " avantage en nature (payé : {paid}).",
    ),
    "tax.self_supply.business": (
        "Self-supply for business use: {rate:percent} VAT on {base}, of which {deduction:percent} may be deducted.",
        "Livraison à soi-même pour les besoins de l'entreprise : {rate:percent} de TVA sur {base}, déductible à"
        " {deduction:percent}.",
    ),
    "tax.self_supply.private": (
        "Self-supply for private use: {rate:percent} VAT on {base} (deduction coefficient {deduction:percent} unused).",
        "Livraison à soi-même pour des besoins privés : {rate:percent} de TVA sur {base} (coefficient de déduction de"
        " {deduction:percent} sans effet).",
    ),
}
