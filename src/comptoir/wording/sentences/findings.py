"""What `comptoir check` finds in rate cards and deals: what, where, why, how to mend."""

SENTENCES: dict[str, tuple[str, str]] = {
    # --- conditions and prices --------------------------------------------------------------------------------
    "condition.unknown": (
        "Nothing that is known of a customer or asked of a request is called “{found}”: the condition would never"
        " hold. Most like it: {expected}. Correct it, or declare it under `[questions]`.",
        "Rien de ce qu'on sait d'un client ou demande pour une commande ne s'appelle « {found} » : la condition ne"
        " serait jamais remplie. Le plus proche : {expected}. Corrigez-le, ou déclarez-le sous `[questions]`.",
    ),
    "condition.choice": (
        "“{name}” is never “{found}”, so the comparison would never hold. It is one of: {expected}.",
        "« {name} » ne vaut jamais « {found} » : la comparaison ne serait jamais remplie. Valeurs possibles :"
        " {expected}.",
    ),
    "price.reference": (
        "The price refers to “{found}”, which this card does not have. Most like it: {expected}.",
        "Le prix renvoie à « {found} », que cette grille n'a pas. Le plus proche : {expected}.",
    ),
    "price.circle": (
        "The price of “{found}” is defined by itself. Write a figure, or refer to another class.",
        "Le prix de « {found} » est défini par lui-même. Écrivez un chiffre, ou renvoyez à une autre catégorie.",
    ),
    "price.base": (
        "“{found}” means the row without a time window, but this row has none itself. Fill in `{expected}`, or name"
        " a class.",
        "« {found} » désigne la ligne sans plage horaire, or celle-ci n'en a pas non plus. Remplissez `{expected}`, ou"
        " nommez une catégorie.",
    ),
    # --- classes ----------------------------------------------------------------------------------------------
    "class.none": (
        "The card “{card}” has no classes, so nobody has a price. Write them in {expected}.",
        "La grille « {card} » n'a pas de catégorie ; personne n'a donc de prix. Écrivez-les dans {expected}.",
    ),
    "class.dead": (
        "Nobody is ever in class “{found}”: “{other}” ({at}) takes all its customers first. Move it above that one, or"
        " take it out.",
        "Personne n'est jamais dans la catégorie « {found} » : « {other} » ({at}) prend d'abord tous ses clients."
        " Placez-la au-dessus, ou retirez-la.",
    ),
    "class.never": (
        "The condition of class “{found}” contradicts itself, so nobody is ever in it. Correct the condition.",
        "La condition de la catégorie « {found} » se contredit ; personne n'y est jamais. Corrigez la condition.",
    ),
    "class.priority": (
        "Class “{name}” has a declared priority ({found}) in the queue: an exception to equal service, shown to all.",
        "La catégorie « {name} » a une priorité déclarée ({found}) dans la file : une exception à l'égalité de"
        " service, montrée à tous.",
    ),
    "class.no_rest": (
        "Whoever fits no class gets “quote required”: the last class, “{found}”, has a condition too. Add a class"
        " without one at the end if that is not meant.",
        "Qui n'entre dans aucune catégorie obtient « sur devis » : la dernière, « {found} », a aussi une condition."
        " Ajoutez à la fin une catégorie sans condition si ce n'est pas voulu.",
    ),
    "card.no_usual": (
        "The card “{card}” does not say which class pays the usual price, so no reduction can be shown. Write for"
        " example `usual = {expected}`.",
        "La grille « {card} » ne dit pas quelle catégorie paie le prix habituel ; aucune réduction ne peut être"
        " montrée. Écrivez par exemple `usual = {expected}`.",
    ),
    "card.usual": (
        "The usual class “{found}” is not a class of this card. Most like it: {expected}.",
        "La catégorie habituelle « {found} » n'est pas de cette grille. La plus proche : {expected}.",
    ),
    # --- rows of a card ---------------------------------------------------------------------------------------
    "rate.tie": (
        "Two rows price “{found}” for the same class and nothing chooses between them; the other is at {other}. Take"
        " one out, or tell them apart by `if`, `when`, `per`, `from` or dates.",
        "Deux lignes donnent un prix à « {found} » pour la même catégorie et rien ne les départage ; l'autre est à"
        " {other}. Retirez-en une, ou distinguez-les par `if`, `when`, `per`, `from` ou les dates.",
    ),
    "rate.dead": (
        "This row for “{found}” never counts: the one at {other} always counts first. Put the exception above the"
        " rule.",
        "Cette ligne pour « {found} » ne compte jamais : celle à {other} compte toujours d'abord. Placez l'exception"
        " au-dessus de la règle.",
    ),
    "rate.class_dead": (
        "The row never counts: nobody is ever in class {found:plain}. See the finding about that class.",
        "La ligne ne compte jamais : personne n'est jamais dans la catégorie `{found:plain}`. Voyez le constat à ce"
        " sujet.",
    ),
    "rate.other_card": (
        "“{found}” is no class of the card “{card}”. Name a class of that card.",
        "« {found} » n'est pas une catégorie de la grille « {card} ». Nommez une catégorie de cette grille.",
    ),
    "rate.outside": (
        "The row is valid {found}, the card {expected}: it never counts. Correct the dates.",
        "La ligne vaut {found}, la grille {expected} : elle ne compte jamais. Corrigez les dates.",
    ),
    "rate.other_supplier": (
        "“{found}” is not offered by “{expected}”, whose card “{card}” is. Put the row on the right card.",
        "« {found} » n'est pas offert par « {expected} », à qui est la grille « {card} ». Placez la ligne dans la bonne"
        " grille.",
    ),
    "group.empty": (
        "The group “{found}” has no member, so the row never counts. Add members or take the row out.",
        "Le groupe « {found} » est vide ; la ligne ne compte jamais. Ajoutez des membres ou retirez la ligne.",
    ),
    "offering.no_rate": (
        "“{found}” has no price for anybody on the card “{card}”: every request gets “quote required”. Add a row, or"
        " write `quote` to say so on purpose.",
        "« {found} » n'a de prix pour personne dans la grille « {card} » : toute demande obtient « sur devis »."
        " Ajoutez une ligne, ou écrivez `quote` pour le dire exprès.",
    ),
    "offering.gap": (
        "“{offering}” has no price for {found}: they get “quote required”. Add a row if that is not meant.",
        "« {offering} » n'a pas de prix pour {found} : réponse « sur devis ». Ajoutez une ligne si ce n'est pas voulu.",
    ),
    "rate.day_gap": (
        "“{offering}” has no price {found} for {classes}, although the card is in force. Let the dates of the rows"
        " meet.",
        "« {offering} » n'a pas de prix {found} pour {classes}, alors que la grille est en vigueur. Faites se toucher"
        " les dates des lignes.",
    ),
    "rate.unit": (
        "“{offering}” is measured in `{expected}`, but all its prices are per {found:unit}: a plain quantity has no"
        " price. Correct `per`, the offering's `unit`, or add a conversion under `[units]`.",
        "« {offering} » se mesure en `{expected}`, mais tous ses prix sont par {found:unit} : une quantité seule n'a"
        " pas de prix. Corrigez `per`, l'unité de l'offre, ou ajoutez une conversion sous `[units]`.",
    ),
    "rate.cap": (
        "The most to pay ({found}) is below the least to pay ({expected}). Correct one of them.",
        "Le plafond ({found}) est inférieur au minimum ({expected}). Corrigez l'un des deux.",
    ),
    "share.over": (
        "A share of {found} % is more than the whole. It is at most {expected} %.",
        "Une part de {found} % dépasse le tout. Elle vaut au plus {expected} %.",
    ),
    "subsidy.nobody": (
        "A part is paid by somebody else, but nobody is named. Fill in `{expected}`.",
        "Une part est prise en charge, mais par personne. Remplissez `{expected}`.",
    ),
    "tier.order": (
        "The tier begins at {found}, below the one above it ({expected}). Write tiers in rising order.",
        "La tranche commence à {found}, sous celle du dessus ({expected}). Écrivez les tranches par ordre croissant.",
    ),
    "tier.first": (
        "The first tier begins at {found}: less than that has no price. Leave the first `from` empty if that is not"
        " meant.",
        "La première tranche commence à {found} : en deçà, il n'y a pas de prix. Laissez le premier `from` vide si ce"
        " n'est pas voulu.",
    ),
    "tier.mixed": (
        "The tiers of this price are of several kinds: {found:term}. Write the same `tier` in all its rows.",
        "Les tranches de ce prix sont de plusieurs sortes : {found:term}. Écrivez le même `tier` à toutes ses lignes.",
    ),
    "adjustment.after_tax": (
        "“{found}” stands below the tax at {other}, so it is not taxed. Move the tax to the end.",
        "« {found} » est placé sous la taxe ({other}) et n'est donc pas taxé. Placez la taxe à la fin.",
    ),
    "bundle.circle": (
        "“{found}” comes along with itself, at some depth. Take one of these rows out.",
        "« {found} » s'accompagne lui-même, à une certaine profondeur. Retirez l'une de ces lignes.",
    ),
    # --- price levels -----------------------------------------------------------------------------------------
    "level.inside_above": (
        "Insiders of class “{rate_class}” pay {found} for {quantity} of “{offering}”, more than the usual price"
        " ({expected}, class “{usual}”). Lower the inside price or raise the usual one.",
        "Les internes de la catégorie « {rate_class} » paient {found} pour « {offering} » ({quantity}), plus que le"
        " prix habituel ({expected}, catégorie « {usual} »). Baissez le prix interne ou relevez le prix habituel.",
    ),
    "level.outside_below": (
        "Outsiders of class “{rate_class}” pay {found} for {quantity} of “{offering}”, less than insiders of class"
        " “{inside}” ({expected}). Under the one-rate policy an outsider never pays less: correct one of them.",
        "Les externes de la catégorie « {rate_class} » paient {found} pour « {offering} » ({quantity}), moins que les"
        " internes de la catégorie « {inside} » ({expected}). Au tarif unique, un externe ne paie jamais moins :"
        " corrigez l'un des deux.",
    ),
    "level.inside_differs": (
        "Insiders pay two prices for {quantity} of “{offering}”: {found} in class “{rate_class}”, {expected} in"
        " “{other}”. Under the one-rate policy all insiders pay the same.",
        "Les internes paient deux prix pour « {offering} » ({quantity}) : {found} dans la catégorie « {rate_class} »,"
        " {expected} dans « {other} ». Au tarif unique, tous les internes paient le même prix.",
    ),
    # --- versions and deals -----------------------------------------------------------------------------------
    "card.overlap": (
        "The cards “{other}” and “{found}” of one supplier are in force at the same time, so a day has two prices."
        " Let `valid_to` of one be `valid_from` of the next.",
        "Les grilles « {other} » et « {found} » d'un même fournisseur valent en même temps : un jour a deux prix."
        " Faites du `valid_to` de l'une le `valid_from` de la suivante.",
    ),
    "card.gap": (
        "No card of this supplier is in force {found}, after “{other}”: all requests get “quote required” then.",
        "Aucune grille de ce fournisseur ne vaut {found}, après « {other} » : toute demande obtient alors « sur"
        " devis ».",
    ),
    "card.expired": (
        "The card “{card}” has not been valid since {found} and no other follows: every request gets “quote required”."
        " Publish a new version.",
        "La grille « {card} » ne vaut plus depuis le {found} et aucune ne la suit : toute demande obtient « sur"
        " devis ». Publiez une nouvelle version.",
    ),
    "card.stale": (
        "The card “{card}” dates from {found} and wanted a review on {expected}. Review it, or raise"
        " `review_months`.",
        "La grille « {card} » date du {found} et devait être revue le {expected}. Revoyez-la, ou augmentez"
        " `review_months`.",
    ),
    "card.review": (
        "Under the one-rate policy rates are reviewed at least every {expected} months; this card says {found}.",
        "Au tarif unique, les tarifs sont revus au moins tous les {expected} mois ; cette grille dit {found}.",
    ),
    "card.compile": (
        "The card “{card}” cannot be compiled: {found}. Correct the row it names.",
        "La grille « {card} » ne se compile pas : `{found}`. Corrigez la ligne nommée.",
    ),
    "card.no_examples": (
        "No worked example shows that the card “{found}” is right. Write some in {expected}, best those published"
        " with it.",
        "Aucun exemple chiffré ne montre que la grille « {found} » est juste. Écrivez-en dans {expected}, de préférence"
        " ceux publiés avec elle.",
    ),
    "card.supplier": (
        "“{found}” has a rate card but is not marked as a supplier. Write `{expected}` in units.csv.",
        "« {found} » a une grille mais n'est pas marqué fournisseur. Écrivez `{expected}` dans units.csv.",
    ),
    "deal.one_rate": (
        "The deal “{found}” is negotiated, but the policy of the card “{card}” is one rate for all. Take the deal out,"
        " or change the policy.",
        "L'accord « {found} » est négocié, or la grille « {card} » pratique le tarif unique. Retirez l'accord, ou"
        " changez de politique.",
    ),
    "deal.overlap": (
        "The deals “{other}” and “{found}” are in force at the same time for the same thing; the lower one counts. End"
        " one before the other begins.",
        "Les accords « {other} » et « {found} » valent en même temps pour la même chose ; le plus bas compte. Terminez"
        " l'un avant le début de l'autre.",
    ),
}
