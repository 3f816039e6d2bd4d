"""What `comptoir check` finds in the form of a company folder and in its rate cards: what, where, why, how to mend."""

SENTENCES: dict[str, tuple[str, str]] = {
    "new.not_empty": (
        "“{found}” already holds something, and nothing is ever overwritten. Give the name of a new folder.",
        "« {found} » contient déjà quelque chose, et rien n'est jamais écrasé. Donnez le nom d'un nouveau dossier.",
    ),
    # --- the folder and its files -----------------------------------------------------------------------------
    "folder.missing": (
        "“{found}” is no folder. Give the folder that holds {expected}, or make one with `comptoir new`.",
        "« {found} » n'est pas un dossier. Indiquez celui qui contient {expected}, ou créez-le par `comptoir new`.",
    ),
    "file.missing": (
        "{expected} is missing from the folder; without it there is no company. Found there: {found}.",
        "{expected} manque dans le dossier, or il décrit l'entreprise. On y trouve : {found}.",
    ),
    "file.unknown": (
        "No file of this name is read: “{found}”. Rename it {expected}, or move it elsewhere.",
        "Aucun fichier de ce nom n'est lu : « {found} ». Renommez-le {expected}, ou rangez-le ailleurs.",
    ),
    "file.ignored": (
        "“{found}” is not part of a company folder and was not read. Files are named {expected}.",
        "« {found} » ne fait pas partie d'un dossier d'entreprise. Non lu. Les fichiers se nomment {expected}.",
    ),
    "file.spreadsheet": (
        "“{found}” is a spreadsheet and was not read. Save its sheet as CSV (UTF-8) under the name {expected}.",
        "« {found} » est un classeur et n'a pas été lu. Enregistrez sa feuille en CSV (UTF-8) sous le nom {expected}.",
    ),
    "file.closed": (
        "The file cannot be opened: {found}. Check that it is a file and that you may read it.",
        "Le fichier ne s'ouvre pas : {found}. Vérifiez que c'est un fichier et que vous pouvez le lire.",
    ),
    "file.outside": (
        "“{found}” is a link that leads out of the folder, so it was not read. Put the file itself there.",
        "« {found} » est un lien qui mène hors du dossier ; il n'a pas été lu. Placez-y le fichier lui-même.",
    ),
    "file.large": (
        "The file is too large: {found} bytes, at most {expected} are read. Split it, or leave out what is old.",
        "Le fichier est trop gros : {found} octets, {expected} au plus sont lus. Retirez ce qui est ancien.",
    ),
    "file.long": (
        "The file has too many rows: {found}, at most {expected} are read. Leave out what is old.",
        "Le fichier a trop de lignes : {found}, {expected} au plus sont lues. Retirez ce qui est ancien.",
    ),
    "file.not_text": (
        "The file is not a text but {found:plain}. Open it in a spreadsheet and save it as {expected}.",
        "Le fichier n'est pas un texte (`{found:plain}`). Ouvrez-le dans un tableur et enregistrez-le en {expected}.",
    ),
    "file.encoding": (
        "The text is not in {expected}: byte number {byte} is {found}. Save the file again, choosing “CSV UTF-8”.",
        "Le texte n'est pas en {expected} : l'octet numéro {byte} vaut {found}. Enregistrez à nouveau le fichier en"
        " « CSV UTF-8 ».",
    ),
    "file.nul": (
        "The line holds a character {found} that no text has; the file may be damaged. Save it again as {expected}.",
        "La ligne contient un caractère {found} étranger à tout texte ; le fichier est peut-être abîmé."
        " Enregistrez-le à nouveau en {expected}.",
    ),
    "file.empty": (
        "The file is empty. Write a header row with at least: {expected}.",
        "Le fichier est vide. Écrivez une ligne d'en-tête avec au moins : {expected}.",
    ),
    "file.quote": (
        "A quotation mark is opened and never closed, or stands in the wrong place; nothing after it was read."
        " Close it, or double a quotation mark that is part of the text.",
        "Un guillemet est ouvert sans être fermé, ou mal placé ; la suite n'a pas été lue. Fermez-le, ou doublez un"
        " guillemet qui fait partie du texte.",
    ),
    "file.cell_long": (
        "A cell is far longer than {expected} characters; a quotation mark may be missing. Nothing after it was read.",
        "Une cellule dépasse de loin {expected} caractères ; il manque peut-être un guillemet. La suite n'est pas lue.",
    ),
    "file.wide": (
        "The header has {found} columns, at most {expected} are read. Check the separator.",
        "L'en-tête a {found} colonnes, {expected} au plus sont lues. Vérifiez le séparateur.",
    ),
    "header.unknown": (
        "Unknown column “{found}”. Known and most like it: {expected}. Rename the column or take it out.",
        "Colonne inconnue « {found} ». La plus proche : {expected}. Renommez la colonne ou retirez-la.",
    ),
    "header.twice": (
        "The column “{found}” stands twice in the header, so a cell would mean two things. Keep one.",
        "La colonne « {found} » figure deux fois dans l'en-tête ; gardez-en une seule.",
    ),
    "header.missing": (
        "The column “{expected}” is missing from the header ({found}). Add it.",
        "La colonne « {expected} » manque dans l'en-tête ({found}). Ajoutez-la.",
    ),
    "header.nameless": (
        "“{found}” stands in a column without a name. Name the column or empty the cell.",
        "« {found} » se trouve dans une colonne sans nom. Nommez la colonne ou videz la cellule.",
    ),
    "row.long": (
        "The row has {found} cells, the header {expected}: from some cell on everything is shifted. Put a text that"
        " holds the separator between quotation marks.",
        "La ligne a {found} cellules, l'en-tête {expected} : tout est décalé à partir d'une cellule. Mettez entre"
        " guillemets un texte qui contient le séparateur.",
    ),
    "cell.long": (
        "The text has {found} characters, at most {expected} are read. Shorten it.",
        "Le texte a {found} caractères, {expected} au plus sont lus. Raccourcissez-le.",
    ),
    "cell.control": (
        "The cell holds an invisible character ({found}) that could make it read otherwise. Type the cell again.",
        "La cellule contient un caractère invisible ({found}) qui pourrait la faire lire autrement. Saisissez-la à"
        " nouveau.",
    ),
    "cell.missing": (
        "The cell is empty, but “{expected}” must say something in every row. Fill it in or take the row out.",
        "La cellule est vide, or « {expected} » doit être rempli à chaque ligne. Remplissez-la ou retirez la ligne.",
    ),
    "check.more": (
        "{found} more findings of this kind (`{kind}`) in this file are not shown. Mend the first and check again.",
        "{found} autres constats de ce genre (`{kind}`) dans ce fichier ne sont pas montrés. Corrigez les premiers et"
        " vérifiez à nouveau.",
    ),
    # --- company.toml -----------------------------------------------------------------------------------------
    "toml.broken": (
        "company.toml cannot be read as {expected}: `{found}`. Texts stand in double quotes, dates do not.",
        "company.toml ne se lit pas comme {expected} : `{found}`. Les textes sont entre guillemets droits, pas les"
        " dates.",
    ),
    "section.unknown": (
        "Unknown section “{found}”. Known and most like it: {expected}.",
        "Section inconnue « {found} ». La plus proche : {expected}.",
    ),
    "section.missing": (
        "The section `{expected}` is missing (found: {found}); it names the company, its currency and time zone.",
        "La section `{expected}` manque (trouvé : {found}) ; elle nomme l'entreprise, sa monnaie et son fuseau.",
    ),
    "section.form": (
        "“{found}” is written in another form than `{expected}`. Begin it with that line.",
        "« {found} » n'a pas la forme `{expected}`. Commencez par cette ligne.",
    ),
    "key.unknown": (
        "Section “{section}” has no key “{found}”, so it would not count. Most like it: {expected}.",
        "La section « {section} » n'a pas de clé « {found} » ; elle ne compterait pas. La plus proche : {expected}.",
    ),
    "key.missing": (
        "The key “{expected}” is missing. Add it.",
        "La clé « {expected} » manque. Ajoutez-la.",
    ),
    "key.form": (
        "“{found}” has the wrong form. Write `{expected}`.",
        "« {found} » n'a pas la bonne forme. Écrivez `{expected}`.",
    ),
    "question.form": (
        "The question “{question}” has answers of an unknown kind: “{found}”. Write `{expected}`.",
        "La question « {question} » a des réponses d'un genre inconnu : « {found} ». Écrivez `{expected}`.",
    ),
    "question.unused": (
        "No condition asks about the question “{found}”. Use it in a condition or take it out.",
        "Aucune condition n'utilise la question « {found} ». Utilisez-la dans une condition ou retirez-la.",
    ),
    "time_zone.unknown": (
        "“{found}” is no time zone. Write a name like {expected}.",
        "« {found} » n'est pas un fuseau horaire. Écrivez un nom comme {expected}.",
    ),
    "month_day.unreadable": (
        "“{found}” is no day of a year. Write month and day like {expected}.",
        "« {found} » n'est pas un jour de l'année. Écrivez le mois et le jour comme {expected}.",
    ),
    "country.unreadable": (
        "“{found}” is no country code. Write the two letters of ISO 3166, like {expected}.",
        "« {found} » n'est pas un code de pays. Écrivez les deux lettres ISO 3166, comme {expected}.",
    ),
    "currency.unreadable": (
        "“{found}” is no currency code. Write the three letters of ISO 4217, like {expected}.",
        "« {found} » n'est pas un code de monnaie. Écrivez les trois lettres ISO 4217, comme {expected}.",
    ),
    "email.unreadable": (
        "“{found}” is no e-mail address. Write one like {expected}, or leave the cell empty.",
        "« {found} » n'est pas une adresse électronique. Écrivez-en une comme {expected}, ou videz la cellule.",
    ),
    "siren.unreadable": (
        "“{found}” is no SIREN number. Write its nine digits, like {expected}.",
        "« {found} » n'est pas un numéro SIREN. Écrivez ses neuf chiffres, comme {expected}.",
    ),
    "siren.check": (
        "The check digit of the SIREN number {found:plain} is wrong, so a digit was mistyped. Copy the number again.",
        "La clé de contrôle du numéro SIREN {found:plain} est fausse : un chiffre a été mal saisi. Recopiez le numéro.",
    ),
    "holidays.country": (
        "No public holidays are known for “{found}”. Write a country code like {expected}, or list the days yourself"
        " under `dates`.",
        "Les jours fériés de « {found} » ne sont pas connus. Écrivez un code de pays comme {expected}, ou donnez les"
        " jours vous-même sous `dates`.",
    ),
    "holidays.subdivision": (
        "The country has no subdivision “{found}”. Known are: {expected}.",
        "Le pays n'a pas de région « {found} ». Sont connues : {expected}.",
    ),
    "unit.conversion": (
        "“{found}” does not convert a unit into another. Write like {expected}.",
        "« {found} » ne convertit pas une unité en une autre. Écrivez comme {expected}.",
    ),
    "unit.circle": (
        "The unit “{found}” is defined by itself through the others, so it has no size. Write like {expected}.",
        "L'unité « {found} » est définie par elle-même à travers les autres ; elle n'a pas de taille. Écrivez comme"
        " {expected}.",
    ),
    # --- names and rows ---------------------------------------------------------------------------------------
    "ref.unknown": (
        "“{found}” is not known here. Most like it: {expected}. Correct the name, or add what it names.",
        "« {found} » n'est pas connu ici. Le plus proche : {expected}. Corrigez le nom, ou ajoutez ce qu'il désigne.",
    ),
    "id.twice": (
        "“{found}” already stands at {first}, so the name would mean two things. Rename or remove one of them.",
        "« {found} » figure déjà à {first} ; le nom désignerait deux choses. Renommez ou retirez l'une d'elles.",
    ),
    "id.mixed": (
        "The id mixes letters of two scripts: {found} only looks familiar. Type the id again in one script.",
        "L'identifiant mêle des lettres de deux écritures : {found} n'a l'air familier qu'en apparence. Saisissez-le à"
        " nouveau dans une seule écriture.",
    ),
    "number.whole": (
        "“{found}” is not a whole number. Write one like {expected}.",
        "« {found} » n'est pas un nombre entier. Écrivez-en un comme {expected}.",
    ),
    "percent.large": (
        "“{found}” is more than a whole. A share is at most {expected}.",
        "« {found} » dépasse le tout. Une part vaut au plus {expected}.",
    ),
    "offering.supplier": (
        "There are several suppliers, so the offering must say whose it is. Write one of: {expected}.",
        "Il y a plusieurs fournisseurs ; l'offre doit dire le sien. Écrivez l'un de ceux-ci : {expected}.",
    ),
    "card.missing": (
        "There are several rate cards, so the row must say which one it is of. Write one of: {expected}.",
        "Il y a plusieurs grilles ; la ligne doit dire la sienne. Écrivez l'une de celles-ci : {expected}.",
    ),
    "given.unknown": (
        "No question is called “{found}”. Most like it: {expected}. Declare it under `[questions]` or correct it.",
        "Aucune question ne s'appelle « {found} ». La plus proche : {expected}. Déclarez-la sous `[questions]` ou"
        " corrigez-la.",
    ),
    "request.suppliers": (
        "The lines are offered by several suppliers ({found}); a request has one. Make one request per supplier.",
        "Les lignes relèvent de plusieurs fournisseurs ({found}), une demande n'en a qu'un. Faites une demande par"
        " fournisseur.",
    ),
    "request.no_card": (
        "The supplier “{found}” has no rate card. Add a `{expected}` to company.toml.",
        "Le fournisseur « {found} » n'a pas de grille. Ajoutez une section `{expected}` à company.toml.",
    ),
    # --- worked examples --------------------------------------------------------------------------------------
    "example.row": (
        "The row says “{found}”, but the first row of this example says “{expected}” ({first}). Say it once, there.",
        "La ligne dit « {found} », mais la première ligne de cet exemple dit « {expected} » ({first}). Ne le dites"
        " qu'une fois, là.",
    ),
    "example.differs": (
        "The example “{example}” expects {expected:term}, the card gives {found:term}. Steps: {steps}. Correct the"
        " example or the card.",
        "L'exemple « {example} » attend {expected:term}, la grille donne {found:term}. Étapes : {steps}. Corrigez"
        " l'exemple ou la grille.",
    ),
    "example.class": (
        "In the example “{example}” the customer is found in class “{found}”, not in “{expected}”. Correct the"
        " example, or the conditions of the classes.",
        "Dans l'exemple « {example} », le client relève de la catégorie « {found} », non de « {expected} »."
        " Corrigez l'exemple, ou les conditions des catégories.",
    ),
    # --- conditions and prices --------------------------------------------------------------------------------
    "condition.unknown": (
        "No customer, request or question has a “{found}”, so the condition would never hold. Most like it:"
        " {expected}. Correct it, or declare it under `[questions]`.",
        "Aucun client, aucune demande ni question n'a de « {found} » : la condition ne serait jamais remplie. Le plus"
        " proche : {expected}. Corrigez-le, ou déclarez-le sous `[questions]`.",
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
