"""What the command line says: help of commands and options, usage errors, what was done and what to do next."""

SENTENCES: dict[str, tuple[str, str]] = {
    # help
    "cli.help.examples": ("Examples", "Exemples"),
    "cli.help.usage": ("Usage: {usage} [options]", "Usage : {usage} [options]"),
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
    "cli.file.none": ("there is no such file", "il n'existe pas"),
    "cli.file.folder": ("it is a folder", "c'est un dossier"),
    "cli.file.forbidden": ("it may not be read or written", "il ne peut être ni lu ni écrit avec ces droits"),
    "cli.file.no-folder": (
        "a part of its path is no folder",
        "une partie de son chemin n'est pas un dossier",
    ),
    "cli.file.taken": ("something of this name is there already", "quelque chose porte déjà ce nom"),
    "cli.file.read-only": ("the disk may only be read", "le disque est en lecture seule"),
    "cli.file.full": ("the disk is full", "le disque est plein"),
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
        "No company is in the store yet ({database}). Put one there with comptoir demo or comptoir import FOLDER, or "
        "ask a folder with --folder FOLDER.",
        "La base ne contient pas encore d'entreprise ({database}). Mettez-en une par comptoir demo ou comptoir import "
        "DOSSIER, ou interrogez un dossier avec --folder DOSSIER.",
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
    "cli.new.demo": (
        "write the demo company instead: a group with eight suppliers",
        "écrire plutôt l'entreprise de démonstration : un groupe et ses huit fournisseurs",
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
    # import
    "cli.import": (
        "Show what a company folder would change in the store, then import it, whole or not at all.",
        "Montrer ce qu'un dossier changerait dans la base, puis l'importer, en entier ou pas du tout.",
    ),
    "cli.import.folder": ("company folder", "dossier d'entreprise"),
    "cli.import.dry-run": ("only show what would change", "seulement montrer ce qui changerait"),
    "cli.yes": ("do it without asking", "agir sans demander confirmation"),
    "cli.import.undo": (
        "undo the import of that number: the company becomes what it was before",
        "annuler l'import de ce numéro : l'entreprise redevient ce qu'elle était avant",
    ),
    "cli.import.as-of": (
        "day on which standings are compared; today without it",
        "date à laquelle les positions sont comparées ; à défaut, aujourd'hui",
    ),
    "cli.import.changes": ("list every row that changes", "lister chaque ligne qui change"),
    "cli.import.working": ("Comparing with the store", "Comparaison avec la base"),
    "cli.import.table": ("Table", "Table"),
    "cli.import.rows": ("Rows", "Lignes"),
    "cli.import.created": ("Created", "Créées"),
    "cli.import.updated": ("Changed", "Modifiées"),
    "cli.import.unchanged": ("Unchanged", "Inchangées"),
    "cli.import.rejected": ("Rejected", "Rejetées"),
    "cli.import.ended": ("Ended", "Terminées"),
    "cli.import.becomes": (
        "{count} {count|party becomes|parties become} {side:term} to a supplier ({tie:term}) as of {day}.",
        "{count} {count|tiers devient|tiers deviennent} {side:term} pour un fournisseur ({tie:term}) au {day}.",
    ),
    "cli.import.sure": ("Import this? [y/N]", "Importer cela ? [o/N]"),
    "cli.import.ask": (
        "Nobody is at the terminal to say yes: add --yes to import, or --dry-run to only look.",
        "Personne n'est au terminal pour dire oui : ajoutez --yes pour importer, ou --dry-run pour seulement regarder.",
    ),
    "cli.import.number": (
        "--undo wants the number of an import, not “{found}”. The last one: comptoir doctor",
        "--undo demande le numéro d'un import, pas « {found} ». Le dernier : comptoir doctor",
    ),
    "cli.import.done": (
        "Imported as number {number:plain} ({rows} {rows|row|rows}). To undo: comptoir import --undo {number:plain}",
        "Importé sous le numéro {number:plain} ({rows} {rows|ligne|lignes}). "
        "Pour annuler : comptoir import --undo {number:plain}",
    ),
    "cli.import.repeated": (
        "Nothing to do: import number {number:plain} already said all this.",
        "Rien à faire : l'import numéro {number:plain} disait déjà tout cela.",
    ),
    "cli.import.refused": (
        "Nothing was imported: {count} {count|error stands|errors stand} against it. See: comptoir check {folder}",
        "Rien n'a été importé : {count} {count|erreur s'y oppose|erreurs s'y opposent}. "
        "Pour les voir : comptoir check {folder}",
    ),
    "cli.import.dry": (
        "Nothing was changed. To import: comptoir import {folder} --yes",
        "Rien n'a été changé. Pour importer : comptoir import {folder} --yes",
    ),
    "cli.import.undone": (
        "Import number {number:plain} is undone; the company is again what it was before it.",
        "L'import numéro {number:plain} est annulé ; l'entreprise est de nouveau ce qu'elle était avant lui.",
    ),
    # export
    "cli.export": (
        "Write the store out as a company folder (importing it again changes nothing), or journal, FEC and charges as "
        "files.",
        "Écrire la base en dossier d'entreprise (le réimporter ne change rien), ou journal, FEC et prestations en "
        "fichiers.",
    ),
    "cli.export.folder": (
        "folder to write; a file (.csv, .xlsx, .parquet) with --journal and --charges",
        "dossier à écrire ; un fichier (.csv, .xlsx, .parquet) avec --journal et --charges",
    ),
    "cli.export.journal": ("the journal of a legal entity", "le journal d'une entité juridique"),
    "cli.export.charges": ("the charges", "les prestations facturables"),
    "cli.export.fec": (
        "the journal as FEC, in the folder, under the name that the law wants",
        "le journal en FEC, dans le dossier, sous le nom que la loi exige",
    ),
    "cli.export.entity": (
        "legal entity; may be left out where only one has books",
        "entité juridique ; facultative si une seule tient des livres",
    ),
    "cli.export.supplier": ("only what this unit supplied", "seulement ce que cette unité a fourni"),
    "cli.export.from": (
        "from this day on; default: 1 January of this year",
        "à partir de ce jour ; par défaut : le 1er janvier de cette année",
    ),
    "cli.export.to": (
        "before this day; default: to the end of the year",
        "avant ce jour ; par défaut : jusqu'à la fin de l'année",
    ),
    "cli.export.one": (
        "Choose one of --journal, --charges and --fec; --known-at is for the company folder alone.",
        "Choisissez l'un de --journal, --charges et --fec ; --known-at ne vaut que pour le dossier d'entreprise.",
    ),
    "cli.export.which": (
        "--entity, --supplier, --from, --to and --as are for the books. Add --journal, --charges or --fec.",
        "--entity, --supplier, --from, --to et --as concernent les livres. Ajoutez --journal, --charges ou --fec.",
    ),
    "cli.export.form": (
        "How {found} is to be written is said by its end: {expected:or}. A FEC is made with --fec.",
        "La forme de {found} se lit à la fin de son nom : {expected:or}. Un FEC se fait avec --fec.",
    ),
    "cli.export.whole": (
        "A FEC holds all of the books. Leave out --supplier, or use --journal.",
        "Un FEC contient tous les livres. Retirez --supplier, ou utilisez --journal.",
    ),
    "cli.export.no-folder": (
        "{file} is a file. Name a folder: the law says what a FEC is called.",
        "{file} est un fichier. Nommez un dossier : la loi fixe le nom d'un FEC.",
    ),
    "cli.export.days": (
        "--to ({upto}) must be after --from ({since}).",
        "--to ({upto}) doit être postérieur à --from ({since}).",
    ),
    "cli.export.entity-of": (
        "Whose books? Add {name} with {expected:or}.",
        "Les livres de qui ? Ajoutez {name} avec {expected:or}.",
    ),
    "cli.export.no-books": (
        "Nothing stands in the books yet. It comes of a close: comptoir close plan all 2026-10",
        "Rien ne figure encore dans les livres. Cela naît d'une clôture : comptoir close plan all 2026-10",
    ),
    "cli.export.there": (
        "{found} is there already. Nothing was written; add --yes to write over it, or name another file.",
        "{found} existe déjà. Rien n'a été écrit ; ajoutez --yes pour écrire par-dessus, ou nommez un autre fichier.",
    ),
    "cli.export.books": (
        "Written: {file}. Keep {beside} elsewhere, and compare: comptoir verify --against {beside}",
        "Écrit : {file}. Gardez {beside} ailleurs, et comparez : comptoir verify --against {beside}",
    ),
    "cli.export.rows": ("Rows", "Lignes"),
    "cli.export.debit": ("Debit", "Débit"),
    "cli.export.credit": ("Credit", "Crédit"),
    "cli.export.net": ("Net", "Montant HT"),
    "cli.export.known-at": (
        "the company as it was known on this day or at this instant; now without it",
        "l'entreprise telle qu'elle était connue à ce jour ou à cet instant ; à défaut, maintenant",
    ),
    "cli.export.yes": (
        "write over a folder that holds something",
        "écrire par-dessus un dossier qui contient quelque chose",
    ),
    "cli.export.taken": (
        "{folder} already holds {found}. Nothing was written; add --yes to write over it, or name another folder.",
        "{folder} contient déjà {found}. Rien n'a été écrit ; ajoutez --yes pour écrire par-dessus, ou nommez un autre "
        "dossier.",
    ),
    "cli.export.done": (
        "{count} {count|file|files} written to {folder}. Look at it with: comptoir check {folder}",
        "{count} {count|fichier écrit|fichiers écrits} dans {folder}. Pour vérifier : comptoir check {folder}",
    ),
    # demo
    "cli.demo": (
        "Build the demo company, show one price to an insider and to an outsider, and serve its pages.",
        "Construire l'entreprise de démonstration, montrer un prix à un client interne et à un client externe, "
        "et servir ses pages.",
    ),
    "cli.demo.no-serve": ("build and show, do not serve", "construire et montrer, sans servir"),
    "cli.demo.working": ("Building the demo company", "Construction de l'entreprise de démonstration"),
    "cli.demo.counts": (
        "{suppliers} internal suppliers, {offerings} offerings, {cards} dated rate cards, {parties} people, units and "
        "organizations.",
        "{suppliers} fournisseurs internes, {offerings} offres, {cards} grilles datées, {parties} personnes, unités et "
        "organisations.",
    ),
    "cli.demo.deeds": (
        "{orders} {orders|order|orders}, {bookings} {bookings|booking|bookings}, {usage} usage "
        "{usage|record|records} and {negotiations} {negotiations|negotiation|negotiations} at their counters.",
        "{orders} {orders|commande|commandes}, {bookings} {bookings|réservation|réservations}, {usage} "
        "{usage|relevé|relevés} d'usage et {negotiations} {negotiations|négociation|négociations} à leurs comptoirs.",
    ),
    "cli.demo.living": ("Living its months", "Ses mois passent"),
    "cli.demo.closing": ("Closing its months", "Ses mois se clôturent"),
    "cli.demo.closed": (
        "{count} of its months are closed. {period} of {unit} is left for you to close: on its page, or with {command}",
        "{count} de ses mois sont clôturés. {period} de {unit} vous est laissé à clôturer : sur sa page, ou par "
        "{command}",
    ),
    "cli.demo.lived": (
        "It has lived from {start} to {end}.",
        "Elle a vécu du {start} au {end}.",
    ),
    "cli.demo.price": (
        "One price, explained to two customers: {offering}, {quantity}",
        "Un même prix, expliqué à deux clients : {offering}, {quantity}",
    ),
    "cli.demo.next": ("See its pages: comptoir serve", "Pour voir ses pages : comptoir serve"),
    # serve
    "cli.serve": ("Serve the pages on this machine.", "Servir les pages sur cette machine."),
    "cli.serve.host": ("address to listen on; default 127.0.0.1", "adresse d'écoute ; par défaut 127.0.0.1"),
    "cli.serve.port": ("port to listen on; default 8000", "port d'écoute ; par défaut 8000"),
    "cli.serve.workers": ("processes that answer; default 1", "processus qui répondent ; par défaut 1"),
    "cli.serve.at": ("Open {address} (Ctrl-C ends it)", "Ouvrez {address} (Ctrl-C pour arrêter)"),
    "cli.usage.address": (
        "{name} wants the address of a network card such as 127.0.0.1 or 0.0.0.0, not “{found}”.",
        "{name} demande l'adresse d'une carte réseau telle que 127.0.0.1 ou 0.0.0.0, pas « {found} ».",
    ),
    "cli.usage.number": (
        "{name} wants a whole number from 1 to {most:plain}, not “{found}”.",
        "{name} demande un nombre entier de 1 à {most:plain}, pas « {found} ».",
    ),
    # account
    "cli.account": (
        "Let a person of the company folder sign in, and hand out roles.",
        "Laisser une personne du dossier de l'entreprise se connecter, et attribuer des rôles.",
    ),
    "cli.account.person": ("id of the person in people.csv", "identifiant de la personne dans people.csv"),
    "cli.account.username": (
        "name to sign in with; default: the id",
        "nom de connexion ; par défaut l'identifiant",
    ),
    "cli.account.email": (
        "mail address; default: that of the company folder",
        "adresse électronique ; par défaut celle du dossier",
    ),
    "cli.account.role": (
        "a role to hand out, in a unit and all below it, or in the whole house; may be repeated",
        "un rôle à attribuer, dans une unité et celles qui en dépendent, ou dans toute la maison ; répétable",
    ),
    "cli.account.close": ("let the person sign in no more", "ne plus laisser la personne se connecter"),
    "cli.account.link": (
        "{username} sets a password here, once, within three days: {link}",
        "{username} choisit un mot de passe ici, une seule fois, sous trois jours : {link}",
    ),
    "cli.account.done": ("Done for {username}.", "C'est fait pour {username}."),
    "cli.account.closed": ("{username} can sign in no more.", "{username} ne peut plus se connecter."),
    # work
    "cli.work": (
        "Do what is due, and send the mails that wait. `comptoir serve` runs this beside the pages.",
        "Faire ce qui est dû et envoyer les messages qui attendent. `comptoir serve` le fait à côté des pages.",
    ),
    "cli.work.every": (
        "again and again, after so many seconds, until interrupted",
        "encore et encore, après autant de secondes, jusqu'à interruption",
    ),
    "cli.work.empty": (
        "There is no company to work for yet: import one, or build the demo.",
        "Il n'y a pas encore d'entreprise pour qui travailler : importez-en une ou construisez la démonstration.",
    ),
    "cli.work.done": (
        "Put away: holds {holds}, quotes {quotes}, negotiations {negotiations}. Told that they are late: {late}. "
        "Questions forgotten: {forgotten}. "
        "Mails: sent {sent}, failed {failed}, given up {given_up}, waiting {waiting}.",
        "Écartés : options {holds}, devis {quotes}, négociations {negotiations}. Prévenus d'un retard : {late}. "
        "Questions effacées : {forgotten}. "
        "Messages : envoyés {sent}, échoués {failed}, abandonnés {given_up}, en attente {waiting}.",
    ),
    "cli.work.beside": (
        "What is due is done every {seconds} seconds.",
        "Ce qui est dû se fait toutes les {seconds} secondes.",
    ),
    # doctor
    "cli.doctor": (
        "Say whether this installation is healthy, and how to mend what is not.",
        "Dire si cette installation est en bonne santé, et comment réparer ce qui ne l'est pas.",
    ),
    "cli.doctor.healthy": ("All is well.", "Tout va bien."),
    "cli.doctor.ill": (
        "Something needs mending: run the command after each arrow, then comptoir doctor again.",
        "Quelque chose est à réparer : lancez la commande après chaque flèche, puis de nouveau comptoir doctor.",
    ),
    "cli.doctor.home": ("folder of the installation", "dossier de l'installation"),
    "cli.doctor.engine": ("database engine", "moteur de base de données"),
    "cli.doctor.database": ("database", "base de données"),
    "cli.doctor.journal_mode": (
        "readers do not wait for the writer",
        "les lectures n'attendent pas l'écriture",
    ),
    "cli.doctor.synchronous": ("a commit survives a power cut", "un enregistrement survit à une coupure"),
    "cli.doctor.foreign_keys": ("references are guarded", "les références sont gardées"),
    "cli.doctor.transaction_mode": ("writers take turns", "les écritures se succèdent"),
    "cli.doctor.fsync": ("a commit reaches the disk", "un enregistrement atteint le disque"),
    "cli.doctor.synchronous_commit": (
        "a commit survives a power cut",
        "un enregistrement survit à une coupure",
    ),
    "cli.doctor.full_page_writes": ("a torn page is repaired", "une page déchirée est réparée"),
    "cli.doctor.migrations": ("form of the database", "forme de la base"),
    "cli.doctor.btree_gist": ("overlaps can be refused", "les chevauchements peuvent être refusés"),
    "cli.doctor.guards": ("the database guards its rules", "la base garde ses règles"),
    "cli.doctor.overlaps": ("rows that overlap", "lignes qui se chevauchent"),
    "cli.doctor.content": ("rows are as last imported", "les lignes sont celles du dernier import"),
    "cli.doctor.backup": ("last backup", "dernière sauvegarde"),
    "cli.doctor.verified": (
        "last verification, and what it found",
        "dernière vérification, et ce qu'elle a trouvé",
    ),
    "cli.doctor.last_import": ("last import", "dernier import"),
}
