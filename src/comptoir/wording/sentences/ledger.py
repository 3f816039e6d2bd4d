"""What is wrong with an entry of the journal, or with the chain of them."""

SENTENCES: dict[str, tuple[str, str]] = {
    "ledger.empty": (
        "Entry {entry} has no postings. Give it at least a debit and a credit.",
        "L'écriture {entry} est vide. Donnez-lui au moins un débit et un crédit.",
    ),
    "ledger.reason": (
        "Entry {entry}: a reversal needs its reason, and only a reversal has one. State why it is taken back.",
        "Écriture {entry} : une contre-passation demande un motif, et elle seule en a un. Indiquez le motif.",
    ),
    "ledger.zone": (
        "Entry {entry} was recorded at an instant without a time zone. State the zone.",
        "L'écriture {entry} est enregistrée à un instant sans fuseau horaire. Précisez le fuseau.",
    ),
    "ledger.sides": (
        "Entry {entry}, posting {number}: either debit or credit, one of them, greater than nothing.",
        "Écriture {entry}, ligne {number} : soit un débit, soit un crédit, l'un des deux, supérieur à zéro.",
    ),
    "ledger.currencies": (
        "Entry {entry}, posting {number}: debit and credit are in two currencies. State one.",
        "Écriture {entry}, ligne {number} : le débit et le crédit ont deux monnaies. N'en gardez qu'une.",
    ),
    "ledger.unbalanced": (
        "Entry {entry} does not balance in the books of {entity}: {difference} too much on the debit. Nothing was"
        " posted.",
        "L'écriture {entry} n'est pas équilibrée chez {entity} : {difference} de trop au débit. Rien n'est"
        " enregistré.",
    ),
    "ledger.reversed_already": (
        "Entry {entry} was taken back before. An entry is reversed once only.",
        "L'écriture {entry} a déjà été contre-passée. Cela ne se fait qu'une fois.",
    ),
    "ledger.reverses_a_reversal": (
        "Entry {entry} is itself a reversal. Charge anew instead of taking it back.",
        "L'écriture {entry} est elle-même une contre-passation. Imputez de nouveau au lieu de l'annuler.",
    ),
    "ledger.before": (
        "Entry {entry} cannot be taken back on {day}: it is of {earliest}. Choose that day or a later one.",
        "L'écriture {entry} ne peut pas être contre-passée au {day} : elle est datée du {earliest}. Choisissez ce"
        " jour ou un jour suivant.",
    ),
    "ledger.no_account": (
        "The chart of accounts has no account for “{role:plain}”. Add one.",
        "Le plan de comptes n'a pas de compte pour « {role:plain} ». Ajoutez-en un.",
    ),
    "ledger.converted": (
        "{amount} at {rate} {quote:plain} for one {base:plain}, the rate of {day}.",
        "{amount} au cours de {rate} {quote:plain} pour un {base:plain}, cours du {day}.",
    ),
    "ledger.no_exchange_rate": (
        "No rate of exchange from {found:plain} to {expected:plain} is stated for {day}. Add one.",
        "Aucun cours de change de {found:plain} en {expected:plain} au {day}. Ajoutez-en un.",
    ),
    "exchange.overlap": (
        "{base:plain} to {quote:plain} has two rates on a day: this one for {found:plain}, that of {first:plain} for"
        " {expected:plain}. Let `valid_to` of one be `valid_from` of the next.",
        "De {base:plain} en {quote:plain}, un jour a deux cours : celui-ci pour {found:plain}, celui de {first:plain}"
        " pour {expected:plain}. Faites du `valid_to` de l'un le `valid_from` du suivant.",
    ),
    "exchange.rate": (
        "{base:plain} to {quote:plain}: a rate of {found:plain} is none. State what one unit of the first was worth in"
        " the second, more than 0 ({expected:plain}).",
        "De {base:plain} en {quote:plain} : {found:plain} n'est pas un cours. Indiquez ce que valait une unité de la"
        " première dans la seconde, plus de 0 ({expected:plain}).",
    ),
    "ledger.missing": (
        "Journal {journal}: entry {number} is missing; {found} stands in its place. Restore it from a backup.",
        "Journal {journal} : l'écriture {number} manque ; {found} occupe sa place. Restaurez-la d'une sauvegarde.",
    ),
    "ledger.out_of_place": (
        "Journal {journal}: {found} (number {number}) stands where a later entry should be. It was inserted or moved;"
        " compare with a backup.",
        "Journal {journal} : {found} (numéro {number}) se trouve là où une écriture plus récente devrait être. Elle a"
        " été insérée ou déplacée ; comparez avec une sauvegarde.",
    ),
    "ledger.altered": (
        "Journal {journal}: entry {number} ({found}) no longer says what was written. Compare it with a backup.",
        "Journal {journal} : l'écriture {number} ({found}) ne dit plus ce qui fut écrit. Comparez avec une"
        " sauvegarde.",
    ),
    "ledger.link": (
        "Journal {journal}: entry {number} ({found}) does not follow the one before it, which was replaced or inserted."
        " Compare both with a backup.",
        "Journal {journal} : l'écriture {number} ({found}) ne suit pas la précédente, qui a été remplacée ou insérée."
        " Comparez les deux avec une sauvegarde.",
    ),
    "ledger.rewritten": (
        "Journal {journal}: up to entry {number} ({found}) it was written anew since its state was kept elsewhere."
        " Compare with the backup of that day.",
        "Journal {journal} : jusqu'à l'écriture {number} ({found}), il a été réécrit depuis que son état fut conservé"
        " ailleurs. Comparez avec la sauvegarde de ce jour-là.",
    ),
    "ledger.truncated": (
        "Journal {journal}: from entry {number} on, the end is cut off. Restore it from a backup.",
        "Journal {journal} : la fin manque à partir de l'écriture {number}. Restaurez-la d'une sauvegarde.",
    ),
}
