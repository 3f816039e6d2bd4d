"""What is wrong with a cell of a company folder, and which facts made a condition hold, in English and French.

Every error says what was found and how to mend it; `{expected}` is always an example in the cell's own language.
"""

from __future__ import annotations

# What conditions ask about: name -> (English, French); `{of}` becomes whose it is.
_ASKED = {
    "side": ("Standing{of}: {value:term}.", "Position{of} : {value:term}."),
    "tie": ("Tie{of}: {value:term}.", "Lien{of} : {value:term}."),
    "stage": ("Stage{of}: {value:term}.", "Stade de la relation{of} : {value:term}."),
    "role": ("Role{of}: {value:term}.", "Rôle{of} : {value:term}."),
    "within": (
        "Place{of} in the organization: {value}.",
        "Place{of} dans l’organisation : {value}.",
    ),
    "agreement": ("Agreement{of}: {value}.", "Convention{of} : {value}."),
    "industry": ("Activity code{of}: {value}.", "Code d’activité{of} : {value}."),
    "country": ("Country{of}: {value}.", "Pays{of} : {value}."),
    "kind": ("Kind of party{of}: {value:term}.", "Nature{of} : {value:term}."),
    "party": ("Party{of}: {value}.", "Tiers{of} : {value}."),
    "age": ("Date of foundation{of}: {value}.", "Date de création{of} : {value}."),
    "membership_age": ("Date of joining{of}: {value}.", "Date d’adhésion{of} : {value}."),
    "agreement_age": (
        "Date of the agreement{of}: {value}.",
        "Date de la convention{of} : {value}.",
    ),
    "purpose": ("Purpose{of}: {value}.", "Objet{of} : {value}."),
    "funding": ("Funding{of}: {value}.", "Financement{of} : {value}."),
    "payment": ("Way of payment{of}: {value}.", "Mode de paiement{of} : {value}."),
    "project": ("Project{of}: {value}.", "Projet{of} : {value}."),
    "event": ("What happened{of}: {value:term}.", "Ce qui s’est passé{of} : {value:term}."),
    "answer": ("{name}{of}: {value}.", "{name}{of} : {value}."),
}
_UNKNOWN = ("No {what}{of} is known.", "Aucune donnée « {what} »{of} n’est connue.")
_WHOSE = {
    "": ("", ""),
    "buyer.": (" of the buyer", " de l’acheteur"),
    "payer.": (" of the payer", " du payeur"),
    "beneficiary.": (" of the beneficiary", " du bénéficiaire"),
}


def _because() -> dict[str, tuple[str, str]]:
    """The sentences of `because.*`: every name, known and unknown, of every party."""
    table: dict[str, tuple[str, str]] = {}
    for whose, of in _WHOSE.items():
        for name, sentence in _ASKED.items():
            table[f"because.{whose}{name}"] = _with(sentence, "{of}", of)
            if name != "answer":
                unknown = _with(_UNKNOWN, "{what}", (name, name))
                table[f"because.{whose}{name}.unknown"] = _with(unknown, "{of}", of)
        table[f"because.{whose}unknown"] = _with(_with(_UNKNOWN, "{what}", ("{name}", "{name}")), "{of}", of)
    return table


def _with(sentence: tuple[str, str], mark: str, words: tuple[str, str]) -> tuple[str, str]:
    """Both languages with a mark replaced."""
    return sentence[0].replace(mark, words[0]), sentence[1].replace(mark, words[1])


SENTENCES: dict[str, tuple[str, str]] = {
    **_because(),
    # any cell
    "cell.too-long": (
        "The cell begins “{found}” and is too long: {expected} characters.",
        "La cellule commence par « {found} » et elle est trop longue : {expected} caractères.",
    ),
    # numbers
    "number.empty": (
        "A number is missing. Write for example {expected}.",
        "Il manque un nombre. Écrivez par exemple {expected}.",
    ),
    "number.unreadable": (
        "“{found}” is not a number. Write for example {expected}.",
        "« {found} » n’est pas un nombre. Écrivez par exemple {expected}.",
    ),
    "number.not-finite": (
        "“{found}” is not a number one can reckon with. Write for example {expected}.",
        "« {found} » n’est pas un nombre avec lequel on calcule. Écrivez par exemple {expected}.",
    ),
    "number.exponent": (
        "“{found}” is written with an exponent. Write all digits, for example {expected}.",
        "« {found} » est écrit avec un exposant. Écrivez tous les chiffres, par exemple {expected}.",
    ),
    "number.percent": (
        "“{found}” is a percentage, which this cell does not take. Write a number, for example {expected}.",
        "« {found} » est un pourcentage, que cette cellule n’admet pas. Écrivez un nombre, par exemple "
        "{expected}.",
    ),
    "number.currency": (
        "“{found}” names a currency. The card already says it: write the number alone, for example "
        "{expected}.",
        "« {found} » nomme une devise. La grille la donne déjà : écrivez le nombre seul, par exemple "
        "{expected}.",
    ),
    "number.digits": (
        "“{found}” has digits other than 0 to 9. Write for example {expected}.",
        "« {found} » contient d’autres chiffres que 0 à 9. Écrivez par exemple {expected}.",
    ),
    "number.sign": (
        "“{found}” has its sign in the wrong place. Write one sign right before the digits: {expected}.",
        "« {found} » a un signe mal placé. Écrivez un seul signe, juste avant les chiffres : {expected}.",
    ),
    "number.two-separators": (
        "“{found}” has both a comma and a point, or two of them. Group thousands by spaces: {expected}.",
        "« {found} » a une virgule et un point, ou deux fois l’un d’eux. Groupez les milliers par des "
        "espaces : {expected}.",
    ),
    "number.comma": (
        "“{found}” has a decimal comma, which a file separated by commas does not take. Write for example {expected}, "
        "or separate the file by semicolons.",
        "« {found} » a une virgule décimale, qu’un fichier séparé par des virgules n’admet pas. Écrivez par exemple "
        "{expected}, ou séparez le fichier par des points-virgules.",
    ),
    "number.ambiguous": (
        "“{found}” may be two different numbers where commas are decimal. Write the one you mean: {expected}.",
        "« {found} » peut être deux nombres différents là où la virgule est décimale. Écrivez celui que vous voulez "
        "dire : {expected}.",
    ),
    "number.incomplete": (
        "“{found}” lacks a digit before or after the point. Write for example {expected}.",
        "« {found} » manque d’un chiffre avant ou après le point. Écrivez par exemple {expected}.",
    ),
    "number.apostrophe": (
        "“{found}” groups thousands by apostrophes. Group them by spaces: {expected}.",
        "« {found} » groupe les milliers par des apostrophes. Groupez-les par des espaces : {expected}.",
    ),
    "number.group": (
        "“{found}” has spaces that do not group three digits. Write for example {expected}.",
        "« {found} » a des espaces qui ne groupent pas trois chiffres. Écrivez par exemple {expected}.",
    ),
    "number.too-long": (
        "“{found}” has more than 18 digits. Round it, for example {expected}.",
        "« {found} » a plus de 18 chiffres. Arrondissez-le, par exemple {expected}.",
    ),
    "number.negative": (
        "“{found}” is below zero, which this cell does not take. Write for example {expected}.",
        "« {found} » est inférieur à zéro, ce que cette cellule n’admet pas. Écrivez par exemple {expected}.",
    ),
    "tax.unreadable": (
        "“{found}” is not a tax rate. Write {expected}, or none.",
        "« {found} » n’est pas un taux de taxe. Écrivez {expected}, ou `none`.",
    ),
    "yes-no.unreadable": (
        "“{found}” is neither yes nor no. Write one of: {expected}.",
        "« {found} » n’est ni un oui ni un non. Écrivez l’un de ces mots : {expected}.",
    ),
    "word.unknown": (
        "“{found}” is not a word of this column. Write one of: {expected}.",
        "« {found} » n’est pas un mot de cette colonne. Écrivez l’un de ceux-ci : {expected}.",
    ),
    "id.unreadable": (
        "“{found}” is not an id. Use letters, digits, -, _ and . without spaces, for example {expected}.",
        "« {found} » n’est pas un identifiant. Utilisez lettres, chiffres, -, _ et . sans espace, par "
        "exemple {expected}.",
    ),
    "id.too-long": (
        "The id “{found}” has more than 64 characters. Shorten it, for example {expected}.",
        "L’identifiant « {found} » a plus de 64 caractères. Raccourcissez-le, par exemple {expected}.",
    ),
    "offering.unreadable": (
        "“{found}” names no offering. Write an id, a group or a star: {expected}.",
        "« {found} » ne nomme aucune offre. Écrivez un identifiant, un groupe ou une étoile : {expected}.",
    ),
    # prices
    "price.empty": (
        "The price is missing. Write one of: {expected}.",
        "Il manque le prix. Écrivez l’une de ces formes : {expected}.",
    ),
    "price.unreadable": (
        "“{found}” is not a price. Write one of: {expected}.",
        "« {found} » n’est pas un prix. Écrivez l’une de ces formes : {expected}.",
    ),
    "price.negative": (
        "“{found}” is a price below zero. Write for example {expected}; what is taken off a total is a rebate in "
        "adjustments.csv.",
        "« {found} » est un prix inférieur à zéro. Écrivez par exemple {expected} ; ce qu’on ôte d’un total est un "
        "`rebate` dans adjustments.csv.",
    ),
    # quantities
    "quantity.empty": (
        "The quantity is missing. Write for example {expected}.",
        "Il manque la quantité. Écrivez par exemple {expected}.",
    ),
    "quantity.unreadable": (
        "“{found}” is not a quantity: a number comes first. Write for example {expected}.",
        "« {found} » n’est pas une quantité : le nombre vient d’abord. Écrivez par exemple {expected}.",
    ),
    "measures.unit": (
        "“{found}” needs its unit when there are several quantities. Write for example {expected}.",
        "« {found} » doit porter son unité quand il y a plusieurs quantités. Écrivez par exemple {expected}.",
    ),
    "quantity.negative": (
        "“{found}” is a quantity below zero. Write for example {expected}; a return is a request of its own.",
        "« {found} » est une quantité inférieure à zéro. Écrivez par exemple {expected} ; un retour est "
        "une demande à part.",
    ),
    "quantity.not-positive": (
        "“{found}” must be more than zero. Write for example {expected}.",
        "« {found} » doit être supérieur à zéro. Écrivez par exemple {expected}.",
    ),
    "unit.unreadable": (
        "“{found}” is not a unit of measure. Write a word, for example {expected}.",
        "« {found} » n’est pas une unité de mesure. Écrivez un mot, par exemple {expected}.",
    ),
    "per.twice": (
        "“{found}” multiplies a unit by itself. Write for example {expected}.",
        "« {found} » multiplie une unité par elle-même. Écrivez par exemple {expected}.",
    ),
    "per.line": (
        "“{found}” counts lines; a price per line is flat whatever the quantity. Write {expected} alone.",
        "« {found} » compte des lignes ; un prix par ligne est forfaitaire quelle que soit la quantité. "
        "Écrivez {expected} seul.",
    ),
    "measures.twice": (
        "“{found}” states the same unit twice. State each once, for example {expected}.",
        "« {found} » donne deux fois la même unité. Donnez chacune une fois, par exemple {expected}.",
    ),
    "span.unreadable": (
        "“{found}” is not a length of time. Write for example {expected}.",
        "« {found} » n’est pas une durée. Écrivez par exemple {expected}.",
    ),
    "span.fraction": (
        "“{found}” is not a whole number of months or days. Write for example {expected}.",
        "« {found} » n’est pas un nombre entier de mois ou de jours. Écrivez par exemple {expected}.",
    ),
    "threshold.unreadable": (
        "“{found}” does not say where a tier begins. Write one of: {expected}.",
        "« {found} » ne dit pas où commence une tranche. Écrivez l’une de ces formes : {expected}.",
    ),
    "counter.what": (
        "The counter “{found}” must say once what it counts: {expected}.",
        "Le compteur « {found} » doit dire une fois ce qu’il compte : {expected}.",
    ),
    "counter.period": (
        "The counter “{found}” names no period. After per, write one of: {expected}.",
        "Le compteur « {found} » ne nomme aucune période. Après `per`, écrivez l’un de ces mots : "
        "{expected}.",
    ),
    "counter.whom": (
        "The counter “{found}” counts by somebody unknown. After by, write one of: {expected}.",
        "Le compteur « {found} » compte par un inconnu. Après `by`, écrivez l’un de ces mots : {expected}.",
    ),
    "counter.scope": (
        "The counter “{found}” names no known scope. After of, write one of: {expected}.",
        "Le compteur « {found} » ne nomme aucun périmètre connu. Après `of`, écrivez l’une de ces "
        "formes : {expected}.",
    ),
    "counter.unfinished": (
        "The counter “{found}” stops in the middle. Write for example {expected}.",
        "Le compteur « {found} » s’arrête au milieu. Écrivez par exemple {expected}.",
    ),
    # conditions
    "condition.empty": (
        "The condition is missing. Write for example {expected}.",
        "Il manque la condition. Écrivez par exemple {expected}.",
    ),
    "condition.unexpected": (
        "The condition cannot go on with “{found}”. Expected here: {expected}.",
        "La condition ne peut pas continuer par « {found} ». Attendu ici : {expected}.",
    ),
    "condition.name": (
        "In the condition, “{found}” stands where a name belongs. Write for example {expected}.",
        "Dans la condition, « {found} » tient la place d’un nom. Écrivez par exemple {expected}.",
    ),
    "condition.compare": (
        "In the condition, “{found}” comes too soon: this name has no yes or no and must be compared, "
        "as in {expected}.",
        "Dans la condition, « {found} » vient trop tôt : ce nom n’a ni oui ni non, il faut le comparer, "
        "comme {expected}.",
    ),
    "condition.value": (
        "In the condition, “{found}” stands where a value belongs. Write it as in {expected}, in double "
        "quotes if need be.",
        "Dans la condition, « {found} » tient la place d’une valeur. Écrivez-la comme {expected}, entre "
        "guillemets au besoin.",
    ),
    "condition.in": (
        "In the condition, “{found}” follows `in`. List the values in parentheses: {expected}.",
        "Dans la condition, « {found} » suit `in`. Énumérez les valeurs entre parenthèses : {expected}.",
    ),
    "condition.order": (
        "In the condition, “{found}” has no order: texts, yes and no are only equal or not. Write "
        "{expected}.",
        "Dans la condition, « {found} » n’a pas d’ordre : textes, oui et non sont seulement égaux ou "
        "non. Écrivez {expected}.",
    ),
    "condition.age": (
        "In the condition, an age is compared with “{found}”. Give a length of time: {expected}.",
        "Dans la condition, un âge est comparé à « {found} ». Donnez une durée : {expected}.",
    ),
    "condition.notice": (
        "In the condition, the notice is compared with “{found}”. Give weeks, days or hours: {expected}.",
        "Dans la condition, le préavis est comparé à « {found} ». Donnez des semaines, jours ou heures "
        ": {expected}.",
    ),
    "condition.too-deep": (
        "The condition has too many parentheses, at “{found}”. Simplify it, for example {expected}.",
        "La condition a trop de parenthèses, à « {found} ». Simplifiez-la, par exemple {expected}.",
    ),
    # pairs
    "assignment.equals": (
        "“{found}” is not a pair of name and value. Write for example {expected}.",
        "« {found} » n’est pas un couple nom et valeur. Écrivez par exemple {expected}.",
    ),
    "assignment.value": (
        "“{found}” has no value after =. Write for example {expected}.",
        "« {found} » n’a pas de valeur après =. Écrivez par exemple {expected}.",
    ),
    "assignment.twice": (
        "“{found}” is given twice. Keep one of them, for example {expected}.",
        "« {found} » est donné deux fois. Gardez-en un, par exemple {expected}.",
    ),
    "assignment.open": (
        "“{found}” opens a quotation or a parenthesis and does not close it. Write for example {expected}.",
        "« {found} » ouvre un guillemet ou une parenthèse sans le fermer. Écrivez par exemple {expected}.",
    ),
    # dates and instants
    "date.unreadable": (
        "“{found}” is not a date. Write year-month-day: {expected}.",
        "« {found} » n’est pas une date. Écrivez année-mois-jour : {expected}.",
    ),
    "date.ambiguous": (
        "“{found}” is two different days, depending on the country. Write the one you mean: {expected}.",
        "« {found} » désigne deux jours différents selon le pays. Écrivez celui que vous voulez dire : "
        "{expected}.",
    ),
    "date.not-iso": (
        "“{found}” is not written year-month-day. Write {expected}.",
        "« {found} » n’est pas écrit année-mois-jour. Écrivez {expected}.",
    ),
    "date.two-digit-year": (
        "“{found}” has a year of two digits. Write all four, year first: {expected}.",
        "« {found} » a une année à deux chiffres. Écrivez-en quatre, l’année d’abord : {expected}.",
    ),
    "date.no-such-day": (
        "“{found}” is not in the calendar. Check month and day, for example {expected}.",
        "« {found} » n’existe pas au calendrier. Vérifiez le mois et le jour, par exemple {expected}.",
    ),
    "date.serial": (
        "“{found}” is the number a spreadsheet gives to a day. Format the column as text and write "
        "{expected}.",
        "« {found} » est le numéro qu’un tableur donne à un jour. Mettez la colonne au format texte et "
        "écrivez {expected}.",
    ),
    "date.year": (
        "“{found}” is too far away. Where there is no end, leave the cell empty; otherwise write for "
        "example {expected}.",
        "« {found} » est trop lointain. S’il n’y a pas de fin, laissez la cellule vide ; sinon écrivez "
        "par exemple {expected}.",
    ),
    "period.order": (
        "The period ends on {found}, not after it begins. valid_to is the first day no longer valid: "
        "write a day {expected}.",
        "La période finit le {found}, pas après son début. valid_to est le premier jour hors validité : "
        "écrivez un jour {expected}.",
    ),
    "period.times": (
        "It ends at {found}, not after it begins. Write an end {expected}.",
        "La fin, {found}, ne vient pas après le début. Écrivez une fin {expected}.",
    ),
    "instant.unreadable": (
        "“{found}” is not a date with a time. Write for example {expected}.",
        "« {found} » n’est pas une date avec une heure. Écrivez par exemple {expected}.",
    ),
    "instant.no-time": (
        "“{found}” has no time. Write one; the day begins at {expected}.",
        "« {found} » n’a pas d’heure. Écrivez-la ; la journée commence à {expected}.",
    ),
    "instant.24h": (
        "“{found}” is the next day. Write {expected}.",
        "« {found} » est le lendemain. Écrivez {expected}.",
    ),
    "instant.offset": (
        "“{found}” has an offset from UTC that exists nowhere. Write for example {expected}.",
        "« {found} » a un décalage à UTC qui n’existe nulle part. Écrivez par exemple {expected}.",
    ),
    "instant.skipped": (
        "The clock never shows “{found}”: it goes forward that night. It shows {expected} instead.",
        "L’horloge n’affiche jamais « {found} » : elle avance cette nuit-là. À la place, elle affiche "
        "{expected}.",
    ),
    "instant.twice": (
        "The clock shows “{found}” twice: it goes back that night. Write which one you mean: {expected}.",
        "L’horloge affiche « {found} » deux fois : elle recule cette nuit-là. Écrivez laquelle vous "
        "voulez dire : {expected}.",
    ),
    # windows
    "window.empty": (
        "The window is missing. Write for example {expected}.",
        "Il manque la plage horaire. Écrivez par exemple {expected}.",
    ),
    "window.unreadable": (
        "“{found}” is no window: neither days, hours, a season, holidays nor a name of [windows]. "
        "Write for example {expected}.",
        "« {found} » n’est pas une plage horaire : ni jours, ni heures, ni saison, ni `holidays`, ni un nom de "
        "[windows]. Écrivez par exemple {expected}.",
    ),
    "window.hours": (
        "“{found}” has hours that do not exist, or that begin and end at once. Write for example {expected}.",
        "« {found} » a des heures qui n’existent pas, ou qui finissent quand elles commencent. Écrivez "
        "par exemple {expected}.",
    ),
    "window.season": (
        "“{found}” has a day that is not in the calendar. Write month-day..month-day: {expected}.",
        "« {found} » a un jour qui n’existe pas au calendrier. Écrivez mois-jour..mois-jour : {expected}.",
    ),
    "window.twice": (
        "“{found}” asks for two different hours, seasons or kinds of holiday at once. Join alternatives by `or`; "
        "forms are {expected}.",
        "« {found} » demande à la fois deux horaires, saisons ou sortes de jours fériés. Joignez les variantes "
        "par `or` ; les formes sont {expected}.",
    ),
    "window.never": (
        "“{found}” asks for days that never fall together. Join alternatives by a comma or `or`: {expected}.",
        "« {found} » demande des jours qui ne tombent jamais ensemble. Joignez les variantes par une "
        "virgule ou `or` : {expected}.",
    ),
    "window.not": (
        "“{found}” negates something else than holidays. Write {expected}; for the rest, put the other "
        "window's row first.",
        "« {found} » nie autre chose que les jours fériés. Écrivez {expected} ; sinon, placez d’abord "
        "la ligne de l’autre plage.",
    ),
    "window.circle": (
        "The window “{found}” is made of itself. Give it days, hours or a season in company.toml: "
        "{expected}.",
        "La plage « {found} » est faite d’elle-même. Donnez-lui des jours, heures ou saisons dans "
        "company.toml : {expected}.",
    ),
    "window.too-long": (
        "The window “{found}” has too many alternatives. Simplify it, for example {expected}.",
        "La plage « {found} » a trop de variantes. Simplifiez-la, par exemple {expected}.",
    ),
}
