"""What the command line says: help of commands and options, usage errors, what was done and what to do next."""

SENTENCES: dict[str, tuple[str, str]] = {
    # help
    "cli.help.examples": ("Examples", "Exemples"),
    "cli.help.usage": ("Usage: {usage} [options]", "Usage : {usage} [options]"),
    "cli.help.help": ("show this and leave", "montrer ceci et quitter"),
    "cli.help.more": (
        "Every command also has --lang fr|en, --quiet and --no-color. Reference: docs/commands.md",
        "Toutes les commandes ont aussi --lang fr|en, --quiet et --no-color. Référence : docs/commands.md",
    ),
    "cli.format": ("table (default) or json", "table (par défaut) ou json"),
    "cli.format.rows": ("table (default), json, csv or ndjson", "table (par défaut), json, csv ou ndjson"),
    "cli.folder": (
        "company folder to ask; without it, the store",
        "dossier d'entreprise à interroger ; à défaut, la base",
    ),
    # usage
    "cli.usage.command": (
        "There is no command “{found}”. Commands: {expected}. Try: comptoir --help",
        "Il n'y a pas de commande « {found} ». Commandes : {expected}. Essayez : comptoir --help",
    ),
    "cli.usage.command-near": (
        "There is no command “{found}”. Did you mean: comptoir {expected}",
        "Il n'y a pas de commande « {found} ». Vouliez-vous dire : comptoir {expected}",
    ),
    "cli.usage.no-option": (
        "comptoir {command} has no option {found}. Its options: comptoir {command} --help",
        "comptoir {command} n'a pas d'option {found}. Ses options : comptoir {command} --help",
    ),
    "cli.usage.no-value": (
        "Option {found} of comptoir {command} wants one value after it. Examples: comptoir {command} --help",
        "L'option {found} de comptoir {command} demande une valeur à sa suite. Exemples : comptoir {command} --help",
    ),
    "cli.usage.missing": (
        "comptoir {command} needs {found}. Examples: comptoir {command} --help",
        "comptoir {command} a besoin de {found}. Exemples : comptoir {command} --help",
    ),
    "cli.usage.other": (
        "comptoir {command}: these words do not fit together ({found}). Examples: comptoir {command} --help",
        "comptoir {command} : ces mots ne vont pas ensemble ({found}). Exemples : comptoir {command} --help",
    ),
    "cli.usage.choice": (
        "{name} knows {expected:or}, not “{found}”.",
        "{name} connaît {expected:or}, pas « {found} ».",
    ),
    "cli.usage.day": (
        "{name} wants a day written like 2026-11-23, not “{found}”.",
        "{name} demande un jour écrit comme 2026-11-23, pas « {found} ».",
    ),
    "cli.usage.instant": (
        "{name} wants a day or an instant written like 2026-11-23 or 2026-11-23 14:30, not “{found}”.",
        "{name} demande un jour ou un instant écrit comme 2026-11-23 ou 2026-11-23 14:30, pas « {found} ».",
    ),
    # failures of any command
    "cli.interrupted": (
        "Interrupted. Nothing half done was kept.",
        "Interrompu. Rien n'a été gardé à moitié.",
    ),
    "cli.failed": ("{reason}", "{reason}"),
    "cli.file": (
        "The file {file} cannot be used: {reason}. Look at its path and at its permissions.",
        "Le fichier {file} ne peut pas être utilisé : {reason}. Vérifiez son chemin et ses droits d'accès.",
    ),
    "cli.bug": (
        "This should not have happened ({kind}: {reason}). Run the same with COMPTOIR_TRACEBACK=1 and report it.",
        "Cela n'aurait pas dû arriver ({kind} : {reason}). Relancez avec COMPTOIR_TRACEBACK=1 et signalez-le.",
    ),
    "cli.folder.errors": (
        "{folder} has {count} {count|error|errors} and cannot answer yet. See them: comptoir check {folder}",
        "{folder} a {count} {count|erreur|erreurs} et ne peut pas encore répondre. "
        "Pour les voir : comptoir check {folder}",
    ),
    "cli.store.missing": (
        "There is no store yet at {database}. Make one with comptoir demo or comptoir import FOLDER, or ask a "
        "folder with --folder FOLDER.",
        "Il n'y a pas encore de base dans {database}. Créez-en une par comptoir demo ou comptoir import DOSSIER, ou "
        "interrogez un dossier avec --folder DOSSIER.",
    ),
    # check
    "cli.check": (
        "Say what is wrong in a company folder, where it stands, why, and how to mend it.",
        "Dire ce qui ne va pas dans un dossier d'entreprise, où, pourquoi, et comment y remédier.",
    ),
    "cli.check.folders": ("one or several company folders", "un ou plusieurs dossiers d'entreprise"),
    "cli.check.on": (
        "day on which cards may have expired or gone stale; today without it",
        "jour auquel une grille peut avoir expiré ou vieilli ; à défaut, aujourd'hui",
    ),
    "cli.check.working": ("Checking", "Vérification"),
    "cli.check.summary": (
        "{folder}: {errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, "
        "{agree} of {total} worked examples agree.",
        "{folder} : {errors} {errors|erreur|erreurs}, {warnings} {warnings|avertissement|avertissements}, "
        "{agree} exemples chiffrés concordants sur {total}.",
    ),
    # new
    "cli.new": (
        "Write a company folder to start from: every file, with an example row.",
        "Écrire un dossier d'entreprise de départ : chaque fichier, avec une ligne d'exemple.",
    ),
    "cli.new.folder": (
        "folder to make; it must be empty or missing",
        "dossier à créer ; il doit être vide ou absent",
    ),
    "cli.new.taken": (
        "{folder} already holds {found}. Nothing was written; name another folder.",
        "{folder} contient déjà {found}. Rien n'a été écrit ; nommez un autre dossier.",
    ),
    "cli.new.done": (
        "{count} {count|file|files} in {folder}. Fill them in, then: comptoir check {folder}",
        "{count} {count|fichier|fichiers} dans {folder}. Remplissez-les, puis : comptoir check {folder}",
    ),
    # why
    "cli.why": (
        "Say whether a customer is internal or external to a supplier on a day, with the proof.",
        "Dire si un client est interne ou externe pour un fournisseur à une date, avec la preuve.",
    ),
    "cli.why.party": ("id of the customer", "identifiant du client"),
    "cli.why.supplier": ("id of the supplier unit", "identifiant de l'unité qui fournit"),
    "cli.why.as-of": ("day the facts are about; today without it", "date des faits ; à défaut, aujourd'hui"),
    "cli.why.known-at": (
        "only what was known by this day or instant; now without it",
        "seulement ce qui était connu à ce jour ou à cet instant ; à défaut, maintenant",
    ),
    "cli.why.auditor": (
        "also what was considered and rejected",
        "aussi ce qui a été examiné et écarté",
    ),
    "cli.why.verdict": (
        "{customer} is {side:term} to {supplier} on {as_of}, as known on {known_at} ({tie:term}, "
        "{stage:term} customer).",
        "{customer} est {side:term} pour {supplier} le {as_of}, selon ce qui était connu le {known_at} "
        "({tie:term}, client {stage:term}).",
    ),
    "cli.why.proof": ("Proof", "Preuve"),
    "cli.why.rejected": ("Considered and set aside", "Examiné et écarté"),
    "cli.why.next": ("This may change on {day}.", "Cela peut changer le {day}."),
    "cli.why.no-change": ("No change is known ahead.", "Aucun changement n'est connu d'avance."),
    "cli.why.unknown": (
        "{folder} knows no party “{found}”{hint}.",
        "{folder} ne connaît aucun tiers « {found} »{hint}.",
    ),
    "cli.hint": (" (perhaps {expected})", " (peut-être {expected})"),
    # price
    "cli.price": (
        "Price a request and explain it, line by line.",
        "Chiffrer une demande et l'expliquer, ligne par ligne.",
    ),
    "cli.price.customer": ("party that asks, by id", "tiers qui demande, par son identifiant"),
    "cli.price.as": (
        'customer described instead: "side=internal, role=phd"',
        'client décrit à la place : "side=internal, role=phd"',
    ),
    "cli.price.payer": (
        "party that pays, by id or described in parentheses: (side=external)",
        "tiers qui paie, par son identifiant ou décrit entre parenthèses : (side=external)",
    ),
    "cli.price.beneficiary": (
        "party that receives, written as for --payer",
        "tiers qui reçoit, écrit comme pour --payer",
    ),
    "cli.price.offering": ("what is asked for, by id", "ce qui est demandé, par son identifiant"),
    "cli.price.quantity": (
        'how much: "3 hours", 12, "4 participants, 2 days"',
        'combien : "3 hours", 12, "4 participants, 2 days"',
    ),
    "cli.price.on": ("day of the price; today without it", "date du prix ; à défaut, aujourd'hui"),
    "cli.price.event": (
        "use (default), cancellation, no-show or late",
        "use (par défaut : utilisation), cancellation (annulation), no-show (absence) ou late (retard)",
    ),
    "cli.price.start": (
        "start of the reservation: 2026-11-23 14:30",
        "début de la réservation : 2026-11-23 14:30",
    ),
    "cli.price.end": ("end of the reservation", "fin de la réservation"),
    "cli.price.reserved": ("how much was reserved, when it differs", "quantité réservée, si elle diffère"),
    "cli.price.used": ("how much was used, when it differs", "quantité utilisée, si elle diffère"),
    "cli.price.used-start": ("start of the use", "début de l'utilisation"),
    "cli.price.used-end": ("end of the use", "fin de l'utilisation"),
    "cli.price.purpose": (
        "purpose of the request, as --given purpose=…",
        "objet de la demande, comme --given purpose=…",
    ),
    "cli.price.given": (
        'answers and facts: "assisted=yes, cost=37.80"',
        'réponses et faits : "assisted=yes, cost=37.80"',
    ),
    "cli.price.counters": ('consumed before: "uses per year=2"', 'déjà consommé : "uses per year=2"'),
    "cli.price.request": (
        "a whole request with its lines as JSON, in a file or from stdin (-)",
        "une demande entière avec ses lignes en JSON, dans un fichier ou sur stdin (-)",
    ),
    "cli.price.card": (
        "rate card, where the supplier has several",
        "grille tarifaire, si le fournisseur en a plusieurs",
    ),
    "cli.price.auditor": (
        "explain as to an auditor: losing rules too",
        "expliquer comme à un auditeur : aussi les règles écartées",
    ),
    "cli.price.who": (
        'Say who asks: --customer ID, or --as "side=external" for somebody described.',
        'Dites qui demande : --customer ID, ou --as "side=external" pour un client décrit.',
    ),
    "cli.price.what": (
        'Say what is asked for: --offering ID --quantity "3 hours", or --request FILE.json for several lines.',
        'Dites ce qui est demandé : --offering ID --quantity "3 hours", ou --request FICHIER.json '
        "pour plusieurs lignes.",
    ),
    "cli.price.line": ("Line", "Ligne"),
    "cli.price.amount": ("Amount", "Montant"),
    "cli.price.class": ("Class", "Catégorie"),
    "cli.price.offering-head": ("Offering", "Offre"),
    "cli.price.status": ("Answer", "Réponse"),
    "cli.price.total": ("Total", "Total"),
    "cli.price.net": ("Net", "Hors taxes"),
    "cli.price.tax": ("Tax", "Taxe"),
    "cli.price.gross": ("Tax included", "Toutes taxes comprises"),
    "cli.price.deposit": ("Deposit, given back", "Caution, rendue"),
    "cli.price.why": ("Why", "Pourquoi"),
    "cli.price.ladder": ("From the usual price to yours", "Du prix habituel au vôtre"),
    "cli.json.unreadable": (
        "{file} is not JSON at line {line}, column {column}: {found}. Its form: docs/commands.md",
        "{file} n'est pas du JSON à la ligne {line}, colonne {column} : {found}. Sa forme : docs/commands.md",
    ),
    "cli.json.key": (
        "{file} has an unknown key “{found}”; known: {expected}. Its form: docs/commands.md",
        "{file} a une clé inconnue « {found} » ; connues : {expected}. Sa forme : docs/commands.md",
    ),
    "cli.json.form": (
        "{file} wants {expected} under “{name}”. Its form: docs/commands.md",
        "{file} demande {expected} sous « {name} ». Sa forme : docs/commands.md",
    ),
}
