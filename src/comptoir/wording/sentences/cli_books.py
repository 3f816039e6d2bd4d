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
}
