"""How a price explains itself: the class, each step of the calculation, and why there is no price."""

SENTENCES: dict[str, tuple[str, str]] = {
    # --- who ---------------------------------------------------------------------------------------------------
    "price.class": ("You are in the class “{class}”.", "Vous êtes dans la catégorie « {class} »."),
    # --- quantity ----------------------------------------------------------------------------------------------
    "price.charged-for.used": ("What was used is charged.", "C'est l'utilisation réelle qui est facturée."),
    "price.charged-for.greater": (
        "The longer of what was reserved and what was used is charged.",
        "C'est le plus long du réservé et de l'utilisé qui est facturé.",
    ),
    "price.charged-for.overage": (
        "The reservation is charged, and the time used after its end.",
        "La réservation est facturée, ainsi que le temps utilisé après sa fin.",
    ),
    "price.charged-for.beyond": (
        "What was used beyond the reservation is charged.",
        "C'est l'utilisation au-delà de la réservation qui est facturée.",
    ),
    "price.reserved-and-used": (
        "Reserved: {reserved} {unit:unit reserved}; used: {used} {unit:unit used}; "
        "beyond the reservation: {beyond} {unit:unit beyond}.",
        "Réservé : {reserved} {unit:unit reserved} ; utilisé : {used} {unit:unit used} ; "
        "au-delà de la réservation : {beyond} {unit:unit beyond}.",
    ),
    "price.estimated": (
        "An estimate from what is reserved or expected: what is really used will be charged.",
        "Une estimation d'après ce qui est réservé ou prévu : c'est l'utilisation réelle qui sera facturée.",
    ),
    "price.needs-expected": (
        "Charged by what is used, counted in {unit:unit}: say how much you expect to use.",
        "Facturé selon l'utilisation, comptée en {unit:unit} : indiquez combien vous pensez utiliser.",
    ),
    "price.counted-after-use": (
        "{price:in currency} for {per} {unit:unit per}, counted after use: say how much you expect to use.",
        "{price:in currency} pour {per} {unit:unit per}, compté après coup : dites combien vous pensez utiliser.",
    ),
    "price.unused": (
        "{quantity} {unit:unit quantity}: not part of this price.",
        "{quantity} {unit:unit quantity} : sans effet sur ce prix.",
    ),
    "price.step": (
        "Charged in whole steps of {limit:length unit}: {before:length unit} counts as {quantity:length unit}.",
        "Compté par tranches entières de {limit:length unit} : {before:length unit} compte pour"
        " {quantity:length unit}.",
    ),
    "price.min-quantity": (
        "At least {limit} {unit:unit limit}: {before} count as {quantity}.",
        "Au moins {limit} {unit:unit limit} : {before} comptent pour {quantity}.",
    ),
    "price.included": (
        "{quantity} {unit:unit quantity} are included.",
        "{quantity} {unit:unit quantity} sont inclus dans le prix.",
    ),
    "price.counter": (
        "Counted before this line ({counted:term} per {period:term}): {value}.",
        "Déjà compté avant cette ligne ({counted:term}, {period:term}) : {value}.",
    ),
    "price.in-window": ("During {window:plain}:", "Pendant {window:plain} :"),
    "price.tier-of-spending": (
        "Beyond {start:in currency} spent:",
        "Au-delà de {start:in currency} dépensés :",
    ),
    "price.tier-of-uses": (
        "After {start} {start|use|uses}:",
        "Après {start} {start|utilisation|utilisations} :",
    ),
    "price.tier": ("From {start} {unit:unit start} on:", "À partir de {start} {unit:unit start} :"),
    # --- prices ------------------------------------------------------------------------------------------------
    "price.unit": (
        "{quantity} {unit:unit quantity} at {price:in currency} per {unit:unit}.",
        "{quantity} {unit:unit quantity} à {price:in currency} par {unit:unit}.",
    ),
    "price.units": (
        "{quantity} {unit:unit quantity} at {price:in currency} per {per} {unit:unit per}.",
        "{quantity} {unit:unit quantity} à {price:in currency} pour {per} {unit:unit per}.",
    ),
    "price.free-units": (
        "{quantity} {unit:unit quantity} free of charge.",
        "{quantity} {unit:unit quantity} sans frais.",
    ),
    "price.flat": ("A flat {price:in currency}.", "Un forfait de {price:in currency}."),
    "price.free": ("Free of charge.", "Gratuit."),
    "price.cost": (
        "The actual cost of {of:in currency}, times {factor}{plus:plus currency}.",
        "Le coût réel de {of:in currency}, multiplié par {factor}{plus:plus currency}.",
    ),
    "price.booked": (
        "{factor:percent} of the booked price of {of:in currency}{plus:plus currency}.",
        "{factor:percent} du prix réservé de {of:in currency}{plus:plus currency}.",
    ),
    "price.share": ("{factor:percent} of {of:in currency}.", "{factor:percent} de {of:in currency}."),
    "price.pass": (
        "{count} {count|pass|passes} of {length} {unit:unit length} at {price:in currency}.",
        "{count} {count|forfait|forfaits} de {length} {unit:unit length} à {price:in currency}.",
    ),
    "price.sum": ("Together {amount:in currency}.", "Ensemble {amount:in currency}."),
    "price.greater": (
        "The greater of {one:in currency} and {other:in currency}.",
        "Le plus élevé de {one:in currency} et {other:in currency}.",
    ),
    "price.min-amount": ("At least {minimum:in currency}.", "Au moins {minimum:in currency}."),
    "price.max-amount": ("At most {maximum:in currency}.", "Au plus {maximum:in currency}."),
    "price.already-paid": (
        "Less {amount:in currency} already paid in this period.",
        "Moins {amount:in currency} déjà payés sur cette période.",
    ),
    "price.part": ("In addition: {note}", "En plus : {note}"),
    "price.part-unnamed": ("In addition:", "En plus :"),
    "price.total": ("With these parts {amount:in currency}.", "Avec ces compléments {amount:in currency}."),
    "price.deal": (
        "Your deal {deal} stands in place of {instead:in currency}.",
        "Votre accord {deal} remplace {instead:in currency}.",
    ),
    "price.deal-alone": ("By your deal {deal}.", "Selon votre accord {deal}."),
    "price.rounded": ("That is {amount}.", "Soit {amount}."),
    "price.subsidy": ("Of this, {amount} is paid by {paid_by}.", "Dont {amount} payés par {paid_by}."),
    "price.subsidy-unnamed": ("Of this, {amount} is paid by another.", "Dont {amount} payés par un tiers."),
    "price.deposit": (
        "A deposit of {amount} is held and given back; it is no part of the price.",
        "Une caution de {amount} est versée puis rendue ; elle ne fait pas partie du prix.",
    ),
    "price.note": ("{note}", "{note}"),
    "price.order": ("The total is {amount}.", "Le total est de {amount}."),
    # --- adjustments -------------------------------------------------------------------------------------------
    "price.adjustment.surcharge": ("Surcharge: {adjustment}.", "Supplément : {adjustment}."),
    "price.adjustment.rebate": ("Rebate: {adjustment}.", "Remise : {adjustment}."),
    "price.adjustment.minimum": ("Minimum: {adjustment}.", "Minimum : {adjustment}."),
    "price.adjustment.maximum": ("Cap: {adjustment}.", "Plafond : {adjustment}."),
    "price.adjustment.subsidy": (
        "Paid by another: {adjustment}.",
        "Pris en charge par un tiers : {adjustment}.",
    ),
    "price.adjustment.tax": ("Tax: {adjustment}.", "Taxe : {adjustment}."),
    "price.taken-off": ("Taken off.", "À déduire."),
    "price.up-to-minimum": (
        "What {of:in currency} lacks to {limit:in currency} (before: {before:in currency}).",
        "Ce qui manque à {of:in currency} pour atteindre {limit:in currency} (auparavant : {before:in currency}).",
    ),
    "price.above-maximum": (
        "What {of:in currency} exceeds {limit:in currency} by (before: {before:in currency}).",
        "Ce dont {of:in currency} dépasse {limit:in currency} (auparavant : {before:in currency}).",
    ),
    # --- how a relative price was found (auditor) --------------------------------------------------------------
    "price.relative.class": (
        "{factor} × the price of class {ref} ({of:in currency}){plus:plus currency}.",
        "{factor} × le prix de la catégorie {ref} ({of:in currency}){plus:plus currency}.",
    ),
    "price.relative.offering": (
        "{factor} × the price of {ref} ({of:in currency}){plus:plus currency}.",
        "{factor} × le prix de {ref} ({of:in currency}){plus:plus currency}.",
    ),
    "price.relative.base": (
        "{factor} × the price outside this window ({of:in currency}){plus:plus currency}.",
        "{factor} × le prix hors de cette plage ({of:in currency}){plus:plus currency}.",
    ),
    "price.relative.unit-cost": (
        "{factor} × the unit cost of {of:in currency}{plus:plus currency}.",
        "{factor} × le coût unitaire de {of:in currency}{plus:plus currency}.",
    ),
    # --- no price ----------------------------------------------------------------------------------------------
    "price.none": (
        "No price is published for this class: please ask for a quote.",
        "Aucun prix n'est publié pour cette catégorie : demandez un devis.",
    ),
    "price.on-request": (
        "The price is on request: please ask for a quote.",
        "Prix sur demande : demandez un devis.",
    ),
    "price.no-class": (
        "No class of the card fits this customer: please ask for a quote.",
        "Aucune catégorie de la grille ne convient à ce client : demandez un devis.",
    ),
    "price.not-in-force": (
        "The rate card {card} is not in force on {on}: please ask for a quote.",
        "La grille tarifaire {card} n'est pas en vigueur le {on} : demandez un devis.",
    ),
    "price.offering-not-in-force": (
        "It is not offered on {on}: please ask for a quote.",
        "Il n'est pas proposé le {on} : demandez un devis.",
    ),
    "price.other-unit": (
        "No price is published per {asked:unit}, only per {offered:unit}.",
        "Aucun prix n'est publié par {asked:unit}, seulement par {offered:unit}.",
    ),
    "price.no-window": (
        "No price is published for a part of this time: please ask for a quote.",
        "Aucun prix n'est publié pour une partie de cette période : demandez un devis.",
    ),
    "price.no-tier": (
        "No price is published for so small a quantity: please ask for a quote.",
        "Aucun prix n'est publié pour une si petite quantité : demandez un devis.",
    ),
    "price.too-long": (
        "A price with time windows is only told for less than a hundred years.",
        "Un prix à plages horaires n'est donné que pour moins de cent ans.",
    ),
    "price.not-offered": (
        "This is not offered to your class.",
        "Cette offre n'est pas ouverte à votre catégorie.",
    ),
    "price.requires": ("It takes: {what}.", "Il faut : {what}."),
    "price.class-requires": (
        "Your class takes: {what}. Without it nothing can be ordered.",
        "Votre catégorie exige : {what}. Sans cela, rien ne peut être commandé.",
    ),
    "price.needs-quantity": (
        "Say how much, in {unit:unit}, and there is a price.",
        "Indiquez la quantité, en {unit:unit}, pour obtenir un prix.",
    ),
    "price.not-used-yet": (
        "What was used is not known yet, so there is no price yet.",
        "L'utilisation n'est pas encore connue : il n'y a pas encore de prix.",
    ),
    "price.ends-before-start": (
        "The period from {start} to {end} ends before it starts: correct it, and there is a price.",
        "La période du {start} au {end} finit avant de commencer : corrigez-la pour obtenir un prix.",
    ),
    "price.needs-cost": (
        "The actual cost is passed on, and is not known yet.",
        "Le coût réel est refacturé, et n'est pas encore connu.",
    ),
    "price.needs-booked": (
        "The fee is a share of the booked price, which is not known.",
        "Les frais sont une part du prix réservé, qui n'est pas connu.",
    ),
    "price.no-fee": ("No fee is charged for this.", "Aucun frais n'est dû."),
    # --- rungs of the ladder -----------------------------------------------------------------------------------
    "price.rung.usual": ("Usual price", "Prix habituel"),
    "price.rung.internal": ("Your internal rate", "Votre tarif interne"),
    "price.rung.class": ("Your price", "Votre prix"),
    "price.rung.deal": ("Your deal", "Votre accord"),
    # --- findings of the compiler ------------------------------------------------------------------------------
    "rate.circle": (
        "The price refers back to itself: {found}. Write one of these prices as a figure.",
        "Le prix renvoie à lui-même : {found}. Écrivez l'un de ces prix en chiffres.",
    ),
    "rate.refers-to-nothing": (
        "The price refers to “{found}”, which has no price for this offering here. Add its row, or write a figure.",
        "Le prix renvoie à « {found} », sans prix pour cette offre. Ajoutez sa ligne, ou écrivez un chiffre.",
    ),
    "rate.base-of-nothing": (
        "`base` means the row without window, and there is none for this offering and class. Add it, or write a"
        " figure.",
        "`base` désigne la ligne sans plage horaire, absente pour cette offre et cette catégorie. Ajoutez-la, ou"
        " écrivez un chiffre.",
    ),
    "rate.no-unit-cost": (
        "The price is relative to the cost of “{found}”, which offerings.csv does not state. Fill in `cost`.",
        "Le prix dépend du coût de « {found} », absent d'offerings.csv. Remplissez `cost`.",
    ),
    "rate.subsidy-above-price": (
        "The subsidy of {found} is more than the price it is part of. Lower it.",
        "La subvention de {found} dépasse le prix dont elle fait partie. Réduisez-la.",
    ),
    "rate.too-large": (
        "The price {found} is above {expected} or finer than nine decimals, and could not be counted exactly. Change"
        " the unit it is for.",
        "Le prix {found} dépasse {expected} ou compte plus de neuf décimales : il ne serait pas compté exactement."
        " Changez l'unité à laquelle il se rapporte.",
    ),
}
