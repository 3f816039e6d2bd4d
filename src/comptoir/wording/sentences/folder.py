"""What is wrong with the form of a company folder, its names and its worked examples: what, where, why, how to mend."""

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
    "label.form": (
        "The label of “{name}” needs a French and an English text: {expected}.",
        "Le libellé de « {name} » demande un texte français et un texte anglais : {expected}.",
    ),
    "label.unknown": (
        "“{found}” is neither a question nor a choice of `[questions]`. Most like it: {expected}. Correct it or remove"
        " the label.",
        "« {found} » n'est ni une question ni un choix de `[questions]`. Le plus proche : {expected}. Corrigez-le ou"
        " retirez le libellé.",
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
    "siret.unreadable": (
        "“{found}” is no SIRET number. Write its fourteen digits, like {expected}; the last of them is a check digit.",
        "« {found} » n'est pas un numéro SIRET. Écrivez ses quatorze chiffres, comme {expected} ; le dernier est une"
        " clé de contrôle.",
    ),
    "iban.unreadable": (
        "“{found}” is no account number (IBAN). Copy it whole, like {expected}; its check digits must agree.",
        "« {found} » n'est pas un numéro de compte (IBAN). Recopiez-le en entier, comme {expected} ; sa clé doit être"
        " juste.",
    ),
    "bic.unreadable": (
        "“{found}” is no bank code (BIC). Write its eight or eleven letters and digits, like {expected}.",
        "« {found} » n'est pas un code de banque (BIC). Écrivez ses huit ou onze lettres et chiffres, comme"
        " {expected}.",
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
    "invoicing.prefix": (
        "{first} begins its invoice numbers with “{found}” too, so two invoices would get one number. Choose another.",
        "{first} commence aussi ses numéros de facture par « {found} » : deux factures auraient le même numéro."
        " Choisissez-en un autre.",
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
    "days.many": (
        "{found} days are too many: say {expected} at most.",
        "{found} jours, c'est trop : dites {expected} au plus.",
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
    "unit.misspelled": (
        "Nothing here is measured in “{found:plain}”. If {expected:unit} is meant, write it so; else name a unit of the"
        " card.",
        "Rien n'est mesuré ici en « {found:plain} ». S'il s'agit de : {expected:unit}, écrivez-le ainsi ; sinon, nommez"
        " une unité de la grille.",
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
    "example.unused": (
        "The example “{example}” states {quantity} {unit:unit quantity}, and no price of its class uses that. Take it"
        " out, or add the rate that counts it.",
        "L'exemple « {example} » indique {quantity} {unit:unit quantity}, ce qu'aucun prix de sa catégorie n'utilise."
        " Retirez-le, ou ajoutez le tarif qui le compte.",
    ),
    "example.differs": (
        "The example “{example}” expects {expected:term}, the card gives {found:term}. Steps: {steps} Correct the"
        " example or the card.",
        "L'exemple « {example} » attend {expected:term}, la grille donne {found:term}. Étapes : {steps} Corrigez"
        " l'exemple ou la grille.",
    ),
    "example.class": (
        "In the example “{example}” the customer is found in class “{found}”, not in “{expected}”. Correct the"
        " example, or the conditions of the classes.",
        "Dans l'exemple « {example} », le client relève de la catégorie « {found} », non de « {expected} »."
        " Corrigez l'exemple, ou les conditions des catégories.",
    ),
}
