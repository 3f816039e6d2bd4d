"""What `comptoir price` says: its options, its table, and what is wrong with a request."""

SENTENCES: dict[str, tuple[str, str]] = {
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
        "party that pays: its id; a description stands in parentheses: (side=external)",
        "tiers qui paie : son identifiant ; une description se met entre parenthèses : (side=external)",
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
        'Say who asks: --customer ID names a party; --as "side=external" describes somebody.',
        'Dites qui demande : --customer ID nomme un tiers ; --as "side=external" décrit un client.',
    ),
    "cli.price.who-once": (
        "Either --customer names a party or --as describes somebody; both at once say two things.",
        "--customer nomme un tiers, --as décrit un client : c'est l'un ou l'autre.",
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
