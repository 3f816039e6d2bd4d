"""What `comptoir order`, `book`, `deal` and `usage` say: options, tables, what was done, and what to do next."""

SENTENCES: dict[str, tuple[str, str]] = {
    "cli.help.verbs": (
        "Usage: comptoir {command} VERB [options]. Options of a verb: comptoir {command} VERB --help",
        "Usage : comptoir {command} VERBE [options]. Options d'un verbe : comptoir {command} VERBE --help",
    ),
    "cli.usage.verb": (
        "comptoir {command} has no verb “{found}”. Its verbs: {expected}. Examples: comptoir "
        "{command} --help",
        "comptoir {command} n'a pas de verbe « {found} ». Ses verbes : {expected}. Exemples : "
        "comptoir {command} --help",
    ),
    "cli.usage.share": (
        "--cost-center wants “ID”, “ID=60%” or “ID=25.00”, and one at most without a share, not “{found}”.",
        "--cost-center demande « ID », « ID=60% » ou « ID=25.00 », et au plus un sans part, pas « {found} ».",
    ),
    "cli.usage.amount": (
        "{name} wants a number such as 12.50, not “{found}”.",
        "{name} demande un nombre tel que 12.50, pas « {found} ».",
    ),
    "cli.usage.expect": (
        "{name} wants quantities such as “180 km”, not “{found}”.",
        "{name} demande des quantités telles que « 180 km », pas « {found} ».",
    ),
    "cli.usage.because": ("{name}: {reason}", "{name} : {reason}"),
    "cli.usage.whole": (
        "{name} wants a whole number from 1 on. Examples: comptoir {command} --help",
        "{name} demande un nombre entier à partir de 1. Exemples : comptoir {command} --help",
    ),
    "cli.usage.at-most": (
        "{name} wants a whole number of at most {most}. Examples: comptoir {command} --help",
        "{name} demande un nombre entier d'au plus {most}. Exemples : comptoir {command} --help",
    ),
    "cli.usage.both": (
        "{one} and {other} go together. Add the other one, or leave both out.",
        "{one} et {other} vont ensemble. Ajoutez l'autre, ou omettez les deux.",
    ),
    "cli.usage.length": (
        "{name} wants a length of time such as “2 hours” or “90 minutes”, not “{found}”.",
        "{name} demande une durée telle que « 2 hours » ou « 90 minutes », pas « {found} ».",
    ),
    "cli.usage.pair": (
        "{name} wants a name and a value with an equals sign between them, not “{found}”.",
        "{name} demande un nom et une valeur séparés par un signe égal, pas « {found} ».",
    ),
    # who does it
    "cli.acting.as": (
        "person who does it, by id; without it the house does, with every right",
        "personne qui agit, par son identifiant ; à défaut la maison elle-même, avec tous les droits",
    ),
    "cli.acting.for": (
        "party acted for: a unit, a company; without it the person",
        "tiers pour lequel on agit : une unité, une société ; à défaut la personne",
    ),
    "cli.acting.key": (
        "your own name for this very deed: asked again with it, nothing is done twice",
        "votre nom pour cette action précise : redemandée sous ce nom, rien n'est fait deux fois",
    ),
    "cli.acting.dry-run": (
        "do it in full, show what came of it, and undo it",
        "tout faire, montrer le résultat, et tout défaire",
    ),
    "cli.acting.note": ("a few words that are kept with it", "quelques mots conservés avec l'action"),
    "cli.acting.agreed": (
        "amount agreed to, where a new price or a fee was shown",
        "montant accepté, lorsqu'un nouveau prix ou des frais ont été montrés",
    ),
    "cli.acting.dry": (
        "Nothing was kept. The same without --dry-run does it.",
        "Rien n'a été gardé. La même commande sans --dry-run le fait.",
    ),
    "cli.acting.instead": (
        "Free instead: {resource}, {start} to {end}",
        "Libre à la place : {resource}, {start} au {end}",
    ),
    "cli.acting.who": (
        "Somebody has to do this: name a person with --as PERSON.",
        "Quelqu'un doit le faire : nommez une personne avec --as PERSONNE.",
    ),
    "cli.acting.for-whom": (
        "For whom? Name a person with --as, a party with --for, or both.",
        "Pour qui ? Nommez une personne avec --as, un tiers avec --for, ou les deux.",
    ),
    "cli.acting.whose": (
        "Whose? Name a person with --as, a party with --for, or a unit with --supplier.",
        "De qui ? Nommez une personne avec --as, un tiers avec --for, ou une unité avec --supplier.",
    ),
    # order
    "cli.order": (
        "Place, look at, approve, deliver and cancel orders.",
        "Passer, voir, approuver, livrer et annuler des commandes.",
    ),
    "cli.order.place": ("place an order, priced and explained", "passer une commande, chiffrée et expliquée"),
    "cli.order.show": (
        "show an order as its reader may see it",
        "montrer une commande telle que son lecteur peut la voir",
    ),
    "cli.order.list": ("list the latest orders", "lister les dernières commandes"),
    "cli.order.approve": (
        "say yes or no to an order above a limit",
        "accepter ou refuser une commande au-dessus d'un plafond",
    ),
    "cli.order.deliver": ("say that a line was delivered", "dire qu'une ligne a été livrée"),
    "cli.order.cancel": (
        "cancel an order or some of its lines",
        "annuler une commande ou certaines de ses lignes",
    ),
    "cli.order.offering": ("what is ordered, by id", "ce qui est commandé, par son identifiant"),
    "cli.order.id": ("id of the order", "identifiant de la commande"),
    "cli.order.payer": ("party that pays; the buyer without it", "tiers qui paie ; à défaut l'acheteur"),
    "cli.order.beneficiary": (
        "party that receives; the buyer without it",
        "tiers qui reçoit ; à défaut l'acheteur",
    ),
    "cli.order.cost-center": (
        "cost center that bears it; several: A=60% B=25.00 C (the rest)",
        "centre de coûts qui le supporte ; plusieurs : A=60% B=25.00 C (le reste)",
    ),
    "cli.order.project": ("project it belongs to", "projet concerné"),
    "cli.order.purchase-order": ("the customer's own order number", "numéro de commande du client"),
    "cli.order.supplier": (
        "orders at this unit's counter instead",
        "plutôt les commandes au comptoir de cette unité",
    ),
    "cli.order.state": ("only orders in this state", "seulement les commandes dans cet état"),
    "cli.order.lines": ("only this line; may be repeated", "seulement cette ligne ; peut être répété"),
    "cli.order.line": ("number of the line", "numéro de la ligne"),
    "cli.order.partly": ("only a part of it was delivered", "une partie seulement a été livrée"),
    "cli.order.refuse": ("say no instead of yes", "refuser au lieu d'accepter"),
    "cli.order.once": (
        "Ask either with --request or with options of one line, not with both.",
        "Demandez soit avec --request, soit avec les options d'une ligne, pas les deux.",
    ),
    "cli.order.placed": (
        "Order {order} is placed ({state:term}). See it: comptoir order show {order}",
        "La commande {order} est passée ({state:term}). Pour la voir : comptoir order show {order}",
    ),
    "cli.order.repeated": (
        "Nothing was done again: order {order} was placed with this key before ({state:term}).",
        "Rien n'a été refait : la commande {order} avait déjà été passée sous cette clé ({state:term}).",
    ),
    "cli.order.none": (
        "No orders yet. Place one: comptoir order place --help",
        "Aucune commande. Pour en passer une : comptoir order place --help",
    ),
    "cli.order.id-head": ("Order", "Commande"),
    "cli.order.state-head": ("State", "État"),
    "cli.order.submitted-head": ("Placed", "Passée"),
    "cli.order.buyer-head": ("Buyer", "Acheteur"),
    "cli.order.payer-head": ("Payer", "Payeur"),
    "cli.order.beneficiary-head": ("Beneficiary", "Bénéficiaire"),
    "cli.order.cost-center-head": ("Cost center", "Centre de coûts"),
    "cli.order.project-head": ("Project", "Projet"),
    "cli.order.purchase-order-head": ("Customer's number", "Numéro du client"),
    "cli.order.approvals-head": ("Approvals", "Approbations"),
    "cli.order.owed-head": ("Owed", "Dû"),
    "cli.order.what-head": ("What", "Quoi"),
    "cli.order.quantity-head": ("Quantity", "Quantité"),
    # book
    "cli.book": (
        "Find free times, book, change bookings, and hand over at the counter.",
        "Trouver un créneau, réserver, modifier, et remettre au comptoir.",
    ),
    "cli.book.free": (
        "list free times, the same for everybody",
        "lister les créneaux libres, les mêmes pour tous",
    ),
    "cli.book.take": ("book a resource", "réserver une ressource"),
    "cli.book.hold": (
        "hold a resource for ten minutes, priced",
        "retenir une ressource dix minutes, chiffrée",
    ),
    "cli.book.confirm": ("make a hold a booking", "transformer une retenue en réservation"),
    "cli.book.move": (
        "move a booking to another time or resource",
        "déplacer une réservation vers un autre créneau ou une autre ressource",
    ),
    "cli.book.extend": ("give a booking another end", "donner une autre fin à une réservation"),
    "cli.book.cancel": (
        "cancel a booking, at the fee agreed to",
        "annuler une réservation, aux frais acceptés",
    ),
    "cli.book.restore": (
        "take a cancellation back, if it is still free",
        "revenir sur une annulation, si le créneau est encore libre",
    ),
    "cli.book.out": ("hand the resource over", "remettre la ressource"),
    "cli.book.back": (
        "take the resource back; what was used is priced",
        "reprendre la ressource ; ce qui a servi est chiffré",
    ),
    "cli.book.miss": ("note that nobody came", "noter que personne n'est venu"),
    "cli.book.show": (
        "show a booking, its prices and why",
        "montrer une réservation, ses prix et leurs raisons",
    ),
    "cli.book.list": ("list bookings from an instant on", "lister les réservations à partir d'un instant"),
    "cli.book.id": ("id of the booking", "identifiant de la réservation"),
    "cli.book.offering": ("offering, by id", "offre, par son identifiant"),
    "cli.book.start": ("from when on: 2026-11-24 09:00", "à partir de quand : 2026-11-24 09:00"),
    "cli.book.end": ("until when: 2026-11-24 12:00", "jusqu'à quand : 2026-11-24 12:00"),
    "cli.book.expect": (
        "how much of what is counted you expect to use, for the estimate: “180 km”",
        "combien vous pensez utiliser de ce qui est compté, pour l'estimation : « 180 km »",
    ),
    "cli.book.counted": (
        "what was read off it at the return: “215 km”",
        "ce qui a été relevé au retour : « 215 km »",
    ),
    "cli.book.resource": (
        "this resource; without it whichever is free",
        "cette ressource ; à défaut, une qui est libre",
    ),
    "cli.book.quantity": ("how many of a pool; default 1", "combien dans un parc ; par défaut 1"),
    "cli.book.used-by": (
        "person who uses it; without it who books",
        "personne qui l'utilise ; à défaut celle qui réserve",
    ),
    "cli.book.length": ("how long; default “1 hour”", "combien de temps ; par défaut « 1 hour » (une heure)"),
    "cli.book.limit": ("at most so many; default 20", "au plus autant ; par défaut 20"),
    "cli.book.condition": ("the condition it is in", "l'état dans lequel elle se trouve"),
    "cli.book.supplier": (
        "bookings at this unit's counter instead",
        "plutôt les réservations au comptoir de cette unité",
    ),
    "cli.book.since": ("from when on; now without it", "à partir de quand ; à défaut, maintenant"),
    "cli.book.until": (
        "until when; 90 days later without it",
        "jusqu'à quand ; à défaut, 90 jours plus tard",
    ),
    "cli.book.unknown": (
        "There is no offering “{found}”{hint}. See what there is: comptoir export FOLDER",
        "Il n'y a pas d'offre « {found} »{hint}. Pour voir ce qui existe : comptoir export DOSSIER",
    ),
    "cli.book.none": ("No bookings in this time.", "Aucune réservation sur cette période."),
    "cli.book.full": (
        "Nothing is free in this time. Ask for a longer time or a shorter length.",
        "Rien n'est libre sur cette période. Demandez une période plus longue ou une durée plus courte.",
    ),
    "cli.book.id-head": ("Booking", "Réservation"),
    "cli.book.state-head": ("State", "État"),
    "cli.book.what-head": ("What", "Quoi"),
    "cli.book.start-head": ("From", "Du"),
    "cli.book.end-head": ("Until", "Au"),
    "cli.book.until-head": ("Held until", "Retenue jusqu'à"),
    "cli.book.quantity-head": ("How many", "Combien"),
    "cli.book.buyer-head": ("Buyer", "Acheteur"),
    "cli.book.used-by-head": ("Used by", "Utilisée par"),
    "cli.book.resource-head": ("Resource", "Ressource"),
    # deal
    "cli.deal": (
        "Ask for a better price, answer, approve, and agree on it.",
        "Demander un meilleur prix, répondre, approuver, et s'accorder.",
    ),
    "cli.deal.ask": ("ask for a better price", "demander un meilleur prix"),
    "cli.deal.offer": ("offer a price, as a seller", "offrir un prix, en tant que vendeur"),
    "cli.deal.counter": ("answer an offer with another price", "répondre à une offre par un autre prix"),
    "cli.deal.approve": (
        "make what is in review the unit's offer",
        "faire de ce qui est en examen l'offre de l'unité",
    ),
    "cli.deal.agree": ("agree on the price that stands", "accepter le prix en cours"),
    "cli.deal.decline": ("say no to what the other side proposed", "refuser ce que l'autre partie propose"),
    "cli.deal.withdraw": ("take back what one proposed oneself", "retirer ce qu'on a proposé soi-même"),
    "cli.deal.end": ("end a deal from some day on", "mettre fin à un accord à partir d'un jour"),
    "cli.deal.show": (
        "show what was said, as its reader may see it",
        "montrer ce qui a été dit, tel que son lecteur peut le voir",
    ),
    "cli.deal.list": (
        "list negotiations, or deals with --agreed",
        "lister les négociations, ou les accords avec --agreed",
    ),
    "cli.deal.id": ("id of the negotiation", "identifiant de la négociation"),
    "cli.deal.deal": ("id of the deal", "identifiant de l'accord"),
    "cli.deal.price": ("unit price: 52.50", "prix unitaire : 52.50"),
    "cli.deal.quantity": ("from which quantity on it holds", "à partir de quelle quantité il vaut"),
    "cli.deal.from": (
        "first day on which it holds; today without it",
        "premier jour où il vaut ; à défaut, aujourd'hui",
    ),
    "cli.deal.to": (
        "first day on which it no longer holds; a year later without it",
        "premier jour où il ne vaut plus ; à défaut, un an plus tard",
    ),
    "cli.deal.conditions": ("on what conditions", "à quelles conditions"),
    "cli.deal.until": ("until when this proposal stands", "jusqu'à quand cette proposition tient"),
    "cli.deal.per": (
        "unit that the price is for: the offering's own, or “line”",
        "unité à laquelle le prix s'applique : celle de l'offre, ou « line » (la ligne)",
    ),
    "cli.deal.for-approval": (
        "it is beyond your authority: put it before an approver",
        "il dépasse votre délégation : le soumettre à un approbateur",
    ),
    "cli.deal.replaces": ("deal that ends for the new one", "accord auquel le nouveau met fin"),
    "cli.deal.on": (
        "first day on which it no longer holds; today without it",
        "premier jour où il ne vaut plus ; à défaut, aujourd'hui",
    ),
    "cli.deal.supplier": ("at this unit's counter instead", "plutôt au comptoir de cette unité"),
    "cli.deal.agreed": (
        "the deals that were agreed, instead of what is talked about",
        "les accords conclus, plutôt que les négociations",
    ),
    "cli.deal.none": (
        "Nothing yet. Ask for a price: comptoir deal ask --help",
        "Rien encore. Pour demander un prix : comptoir deal ask --help",
    ),
    "cli.deal.id-head": ("Id", "Identifiant"),
    "cli.deal.state-head": ("State", "État"),
    "cli.deal.what-head": ("What", "Quoi"),
    "cli.deal.customer-head": ("Customer", "Client"),
    "cli.deal.price-head": ("Price", "Prix"),
    "cli.deal.until-head": ("Until", "Jusqu'au"),
    # usage
    "cli.usage": (
        "Take in files of what was used, take them back, list what was used.",
        "Importer des fichiers de relevés d'usage, les retirer, lister ce qui a servi.",
    ),
    "cli.usage.import": (
        "take a CSV or Parquet file in; --dry-run only looks",
        "importer un fichier CSV ou Parquet ; --dry-run ne fait que regarder",
    ),
    "cli.usage.undo": (
        "take a file back, as if it had never come",
        "retirer un fichier, comme s'il n'était jamais venu",
    ),
    "cli.usage.rejects": (
        "write the refused rows with their reasons, to mend",
        "écrire les lignes rejetées avec leurs motifs, à corriger",
    ),
    "cli.usage.list": (
        "list what was used, or files with --imports",
        "lister les relevés, ou les fichiers avec --imports",
    ),
    "cli.usage.file": ("CSV or Parquet file", "fichier CSV ou Parquet"),
    "cli.usage.supplier": ("unit whose usage it is", "unité dont c'est l'usage"),
    "cli.usage.import-id": ("id of the import", "identifiant de l'import"),
    "cli.usage.map": (
        "which column says what: `customer=Client`; may be repeated",
        "quelle colonne dit quoi : `customer=Client` ; peut être répété",
    ),
    "cli.usage.set": (
        "what all rows share: `offering=core-hour`; may be repeated",
        "ce que toutes les lignes partagent : `offering=core-hour` ; peut être répété",
    ),
    "cli.usage.name": ("what to call the file", "comment appeler le fichier"),
    "cli.usage.of": ("what was used of this unit's", "ce qui a servi chez cette unité"),
    "cli.usage.imports": ("the files that were taken in", "les fichiers importés"),
    "cli.usage.from": ("first day; together with --to", "premier jour ; avec --to"),
    "cli.usage.to": ("first day no longer; together with --from", "premier jour exclu ; avec --from"),
    "cli.usage.whose": (
        "Whose usage? Name a unit with --supplier, a person with --as, or a party with --for.",
        "L'usage de qui ? Nommez une unité avec --supplier, une personne avec --as, ou un tiers avec --for.",
    ),
    "cli.usage.working": ("Reading the file", "Lecture du fichier"),
    "cli.usage.rows": ("Rows", "Lignes"),
    "cli.usage.created": ("Created", "Créées"),
    "cli.usage.duplicate": ("Known already", "Déjà connues"),
    "cli.usage.rejected": ("Rejected", "Rejetées"),
    "cli.usage.column": ("Column", "Colonne"),
    "cli.usage.says": ("says", "dit"),
    "cli.usage.line": ("Line", "Ligne"),
    "cli.usage.why": ("Why", "Motif"),
    "cli.usage.day-head": ("Day", "Jour"),
    "cli.usage.what": ("What", "Quoi"),
    "cli.usage.customer": ("Customer", "Client"),
    "cli.usage.quantity": ("Quantity", "Quantité"),
    "cli.usage.state": ("State", "État"),
    "cli.usage.number-head": ("Import", "Import"),
    "cli.usage.file-head": ("File", "Fichier"),
    "cli.usage.none": ("Nothing was recorded yet.", "Rien n'a encore été relevé."),
    "cli.usage.done": (
        "{created} {created|record|records} taken in as import {number}. To undo: comptoir usage "
        "undo {number}",
        "{created} {created|relevé importé|relevés importés} sous l'import {number}. Pour annuler "
        ": comptoir usage undo {number}",
    ),
    "cli.usage.repeated": (
        "Nothing to do: import {number} already took in this very file.",
        "Rien à faire : l'import {number} a déjà pris ce fichier même.",
    ),
    "cli.usage.dry": (
        "Nothing was changed. The same without --dry-run takes {file} in.",
        "Rien n'a été changé. La même commande sans --dry-run importe {file}.",
    ),
    "cli.usage.some": (
        "{count} {count|row was|rows were} refused. See why, mend, import again: comptoir usage "
        "rejects {number}",
        "{count} {count|ligne rejetée|lignes rejetées}. Pour voir pourquoi, corriger, réimporter : "
        "comptoir usage rejects {number}",
    ),
    "cli.usage.undone": (
        "Import {number} is taken back: {count} {count|record no longer counts|records no longer count}.",
        "L'import {number} est retiré : {count} {count|relevé ne compte plus|relevés ne comptent plus}.",
    ),
}
