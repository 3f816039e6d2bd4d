"""What `comptoir close`, `invoice`, `verify`, `backup` and `restore` say: options, tables, and what to do next."""

SENTENCES: dict[str, tuple[str, str]] = {
    "cli.close": (
        "Close a month of a supplier: plan, run, approve, show, and take it back.",
        "Clôturer le mois d'un fournisseur : prévoir, lancer, approuver, montrer, et revenir dessus.",
    ),
    "cli.close.plan": (
        "show what a close would do and what stands against it",
        "montrer ce que ferait une clôture et ce qui s'y oppose",
    ),
    "cli.close.run": (
        "take a close as far as it goes; run again, it goes on",
        "mener une clôture aussi loin que possible ; relancée, elle continue",
    ),
    "cli.close.approve": (
        "say yes to exactly what would be posted; two persons do",
        "accepter exactement ce qui serait comptabilisé ; à deux personnes",
    ),
    "cli.close.undo": (
        "take a close back by reversals; two persons do",
        "revenir sur une clôture par des contre-passations ; à deux personnes",
    ),
    "cli.close.reopen": (
        "declare a closed month open for what came late",
        "rouvrir un mois clos pour ce qui est arrivé tard",
    ),
    "cli.close.show": ("show a close and its certificate", "montrer une clôture et son certificat"),
    "cli.close.list": (
        "list closes, newest month first",
        "lister les clôtures, le mois le plus récent d'abord",
    ),
    "cli.close.unit": ("supplier unit, by id", "unité qui fournit, par son identifiant"),
    "cli.close.each": ("supplier unit, or “all” of them", "unité qui fournit, ou « all » pour toutes"),
    "cli.close.month": ("month: 2026-10", "mois : 2026-10"),
    "cli.close.reason": ("why", "pourquoi"),
    "cli.close.upto": (
        "last step to take: collect, exceptions, review, approve, post or certify (default)",
        "dernière étape : collect, exceptions, review, approve, post ou certify (par défaut)",
    ),
    "cli.close.carry": (
        "what is still in review goes to the next month",
        "ce qui est encore en revue passe au mois suivant",
    ),
    "cli.close.working": ("Closing", "Clôture"),
    "cli.close.unknown": (
        "“{found}” is no supplier with a rate card. Suppliers: {expected}, or all",
        "« {found} » n'est pas un fournisseur doté d'une grille. Fournisseurs : {expected}, ou all",
    ),
    "cli.close.approved": (
        "{count} {count|approval is|approvals are} still missing. Go on: comptoir close run {unit} {period}",
        "Il manque encore {count} {count|approbation|approbations}. Pour continuer : comptoir "
        "close run {unit} {period}",
    ),
    "cli.close.second": (
        "Asked. A second person takes it back with the same command: comptoir close undo {unit} {period}",
        "Demandé. Une seconde personne le fait par la même commande : comptoir close undo {unit} {period}",
    ),
    "cli.close.waits": (
        "{unit} {period} waits: {reason}",
        "{unit} {period} attend : {reason}",
    ),
    "cli.close.against": ("What stands against posting", "Ce qui s'oppose à la comptabilisation"),
    "cli.close.none": (
        "No month was closed yet. See what one would do: comptoir close plan all 2026-10",
        "Aucun mois n'a encore été clôturé. Pour voir ce que cela ferait : comptoir close plan all 2026-10",
    ),
    "cli.close.unit-head": ("Supplier", "Fournisseur"),
    "cli.close.month-head": ("Month", "Mois"),
    "cli.close.state-head": ("State", "État"),
    "cli.close.collect-head": ("To collect", "À collecter"),
    "cli.close.charges-head": ("Charges", "Imputations"),
    "cli.close.in-review-head": ("In review", "En revue"),
    "cli.close.disputed-head": ("Disputed", "Contestées"),
    "cli.close.parked-head": ("Parked", "Mises de côté"),
    "cli.close.total-head": ("Total", "Total"),
    "cli.close.approved-head": ("Approved by", "Approuvée par"),
    "cli.close.hash-head": ("Certificate", "Certificat"),
    "cli.close.step-head": ("Last step", "Dernière étape"),
    # verify
    "cli.verify": (
        "Prove that the books are as they were written: chains, balances, charges, closes, papers, seals, guards.",
        "Prouver que les livres sont tels qu'écrits : chaînes, soldes, imputations, clôtures, "
        "documents, sceaux, gardes.",
    ),
    "cli.verify.against": (
        "a backup or a file of anchors kept elsewhere; may be repeated",
        "une sauvegarde ou un fichier d'ancres gardé ailleurs ; peut être répété",
    ),
    "cli.verify.part": ("only this part; may be repeated", "seulement cette partie ; peut être répété"),
    "cli.verify.from": (
        "first day of the period over which one rate is proved",
        "premier jour de la période sur laquelle le tarif unique est prouvé",
    ),
    "cli.verify.to": ("first day no longer", "premier jour exclu"),
    "cli.verify.working": ("Verifying", "Vérification"),
    "cli.verify.sound": (
        "All is as it was written.",
        "Tout est tel qu'écrit.",
    ),
    "cli.verify.broken": (
        "{count} {count|place is|places are} not as written. Change nothing; compare with a backup: "
        "comptoir verify --against FILE",
        "{count} {count|endroit n'est|endroits ne sont} pas tels qu'écrits. Ne changez rien ; comparez à une "
        "sauvegarde : comptoir verify --against FICHIER",
    ),
    "cli.verify.journals": ("Journals", "Journaux"),
    "cli.verify.entries": ("Entries", "Écritures"),
    "cli.verify.anchors": ("Anchors", "Ancres"),
    "cli.verify.charges": ("Charges", "Imputations"),
    "cli.verify.closes": ("Closes", "Clôtures"),
    "cli.verify.sealed": ("Sealed rows", "Lignes scellées"),
    "cli.verify.unsealed": ("Not sealed yet", "Pas encore scellées"),
    # backup and restore
    "cli.backup": (
        "Keep the whole store in one file, while everybody goes on working, with the hashes that prove it.",
        "Garder toute la base dans un fichier, pendant que chacun continue, avec les empreintes "
        "qui le prouvent.",
    ),
    "cli.backup.file": ("file to write", "fichier à écrire"),
    "cli.backup.working": ("Copying", "Copie"),
    "cli.backup.done": (
        "Kept in {file}. The signing key of the home folder is not in it: keep it apart. To "
        "restore into an empty "
        "store: comptoir restore {file}",
        "Gardé dans {file}. La clé de signature du dossier d'installation n'y est pas : gardez-la "
        "à part. Pour "
        "restaurer dans une base vide : comptoir restore {file}",
    ),
    "cli.backup.engine": ("Engine", "Moteur"),
    "cli.backup.at": ("Made at", "Faite le"),
    "cli.backup.size": ("Bytes", "Octets"),
    "cli.backup.content": ("Company", "Entreprise"),
    "cli.backup.commitments": ("Commitments", "Engagements"),
    "cli.backup.digest": ("Copy", "Copie"),
    "cli.restore": (
        "Fill an empty store from a backup, prove that it is the same, and verify it.",
        "Remplir une base vide depuis une sauvegarde, prouver qu'elle est la même, et la vérifier.",
    ),
    "cli.restore.file": ("backup to restore", "sauvegarde à restaurer"),
    "cli.restore.working": ("Restoring and verifying", "Restauration et vérification"),
    "cli.restore.done": (
        "Restored, the same to the hash, and verified. Go on: comptoir serve",
        "Restauré, identique à l'empreinte près, et vérifié. Pour continuer : comptoir serve",
    ),
    "backup.tool_missing": (
        "PostgreSQL's own tool {tool} was not found on this machine. Install those of your "
        "server's version (in Debian "
        "`postgresql-client`), or name their folder in COMPTOIR_POSTGRES_TOOLS.",
        "L'outil {tool} de PostgreSQL est introuvable sur cette machine. Installez ceux de la "
        "version de votre serveur "
        "(dans Debian `postgresql-client`), ou nommez leur dossier dans COMPTOIR_POSTGRES_TOOLS.",
    ),
    "backup.tool_failed": (
        "PostgreSQL's own tool {tool} said: {found}. Nothing half done was kept.",
        "L'outil {tool} de PostgreSQL a répondu : {found}. Rien n'a été gardé à moitié.",
    ),
    "backup.there": (
        "{file} is there already and is no backup of Comptoir; it was left as it is. Give the name of a new file.",
        "{file} existe déjà et n'est pas une sauvegarde de Comptoir ; il est resté tel quel. Donnez le nom d'un "
        "nouveau fichier.",
    ),
    "cli.verify.no-anchors": (
        "{file} holds no state of any journal, so nothing can be compared with it. Name a backup, or a file "
        "that ends in .anchors.jsonl.",
        "{file} ne contient l'état d'aucun journal : il n'y a rien à comparer. Nommez une sauvegarde, ou un fichier "
        "qui finit par .anchors.jsonl.",
    ),
    "restore.unreadable": (
        "{file} is no backup of Comptoir that this version can read. Name a file that comptoir backup wrote.",
        "{file} n'est pas une sauvegarde de Comptoir lisible par cette version. Nommez un fichier "
        "écrit par comptoir backup.",
    ),
    "restore.engine": (
        "The backup was made of a store on {found}, this one runs on {expected}. Restore it on the "
        "same engine "
        "(COMPTOIR_DATABASE_URL).",
        "La sauvegarde vient d'une base {found}, celle-ci est {expected}. Restaurez-la sur le même moteur "
        "(COMPTOIR_DATABASE_URL).",
    ),
    "restore.newer": (
        "The backup was made by a newer version of Comptoir ({found} is unknown here). Install "
        "that version first.",
        "La sauvegarde vient d'une version plus récente de Comptoir ({found} est inconnu ici). "
        "Installez d'abord cette version.",
    ),
    "restore.taken": (
        "The store {database} is not empty, and nothing was changed. Restore into another home: "
        "COMPTOIR_HOME=FOLDER "
        "comptoir restore FILE",
        "La base {database} n'est pas vide, et rien n'a été changé. Restaurez dans un autre dossier : "
        "COMPTOIR_HOME=DOSSIER comptoir restore FICHIER",
    ),
    "restore.damaged": (
        "{file} is damaged: its bytes are not those that were written. Nothing was changed; take "
        "another copy of it.",
        "{file} est abîmé : ses octets ne sont pas ceux qui furent écrits. Rien n'a été changé ; "
        "prenez-en une autre copie.",
    ),
    "restore.differs": (
        "What was restored is not what was backed up ({parts}). Do not go on with this store; take "
        "another backup.",
        "Ce qui est restauré n'est pas ce qui fut sauvegardé ({parts}). Ne continuez pas avec "
        "cette base ; prenez une autre sauvegarde.",
    ),
    "action.backup.make": ("keep the whole store in a file", "garder toute la base dans un fichier"),
    # invoice
    "cli.invoice": (
        "Papers of the house: issue, list, show, write as files, send, take note of payments, credit.",
        "Les documents de la maison : émettre, lister, montrer, écrire en fichiers, envoyer, noter les "
        "paiements, créditer.",
    ),
    "cli.invoice.issue": (
        "issue an invoice before the close",
        "émettre une facture avant la clôture",
    ),
    "cli.invoice.charges": (
        "charges to invoice, of one payer (comptoir export charges.csv --charges lists them)",
        "prestations à facturer, d'un même payeur (comptoir export charges.csv --charges les liste)",
    ),
    "cli.invoice.payer": ("who owes it, instead of charges", "qui le doit, au lieu de prestations"),
    "cli.invoice.supplier": ("unit that supplied it, with --payer", "unité qui l'a fourni, avec --payer"),
    "cli.invoice.month": ("month, with --payer: 2026-10", "mois, avec --payer : 2026-10"),
    "cli.invoice.issued-on": (
        "day of the invoice; default today",
        "jour de la facture ; par défaut aujourd'hui",
    ),
    "cli.invoice.of-what": (
        "Name the charges, or --payer, --supplier and --month together; --key goes with charges alone (a month's "
        "charges are never invoiced twice).",
        "Nommez les prestations, ou ensemble --payer, --supplier et --month ; --key ne va qu'avec des prestations "
        "(celles d'un mois ne sont jamais facturées deux fois).",
    ),
    "cli.invoice.list": ("list papers, newest first", "lister les documents, les plus récents d'abord"),
    "cli.invoice.show": (
        "show a paper and what happened to it",
        "montrer un document et ce qui lui est arrivé",
    ),
    "cli.invoice.render": ("write it as PDF (Factur-X) or XML", "l'écrire en PDF (Factur-X) ou en XML"),
    "cli.invoice.send": ("send it to whoever it is for", "l'envoyer à son destinataire"),
    "cli.invoice.pay": ("say that money came in", "noter un paiement reçu"),
    "cli.invoice.credit": ("take it back by a credit note", "l'annuler par un avoir"),
    "cli.invoice.number": ("number of the paper", "numéro du document"),
    "cli.invoice.kind": ("only this kind; may be repeated", "seulement ce genre ; peut être répété"),
    "cli.invoice.state": (
        "only in this state; may be repeated",
        "seulement dans cet état ; peut être répété",
    ),
    "cli.invoice.from": ("issued on this day or later", "émis ce jour-là ou après"),
    "cli.invoice.to": ("issued before this day", "émis avant ce jour"),
    "cli.invoice.overdue": ("only what is due and not paid", "seulement ce qui est échu et impayé"),
    "cli.invoice.page": ("which page; default 1", "quelle page ; par défaut 1"),
    "cli.invoice.out": ("file to write, or - for stdout", "fichier à écrire, ou - pour la sortie standard"),
    "cli.invoice.xml": ("the XML alone", "le XML seul"),
    "cli.invoice.amount": ("how much: 324.00", "combien : 324.00"),
    "cli.invoice.day": ("day on which it came in", "jour de réception"),
    "cli.invoice.reference": ("what the bank says of it", "ce qu'en dit la banque"),
    "cli.invoice.line": ("only this line; may be repeated", "seulement cette ligne ; peut être répété"),
    "cli.invoice.again": ("it may be charged anew", "cela peut être facturé de nouveau"),
    "cli.invoice.written": ("Written: {file}", "Écrit : {file}"),
    "cli.invoice.none": (
        "No paper yet. Papers come of a close: comptoir close plan all 2026-10",
        "Aucun document. Ils naissent d'une clôture : comptoir close plan all 2026-10",
    ),
    "cli.invoice.number-head": ("Number", "Numéro"),
    "cli.invoice.kind-head": ("Kind", "Genre"),
    "cli.invoice.state-head": ("State", "État"),
    "cli.invoice.payer-head": ("Payer", "Payeur"),
    "cli.invoice.issued-head": ("Issued", "Émis le"),
    "cli.invoice.due-head": ("Due", "Échéance"),
    "cli.invoice.gross-head": ("Total", "Total"),
    "cli.invoice.owed-head": ("Owed", "Dû"),
}
