"""The store: what stands against an import, what an import does, and what the doctor finds."""

SENTENCES: dict[str, tuple[str, str]] = {
    "import.rejected": (
        "Nothing was imported: {count} errors stand in the folder. Mend them and import again.",
        "Rien n'a été importé : le dossier contient {count} erreurs. Corrigez-les puis recommencez.",
    ),
    "import.conflict": (
        "Nothing was imported: another import came first. Look at the preview again, then import.",
        "Rien n'a été importé : un autre import est passé avant. Revoyez l'aperçu, puis importez.",
    ),
    "import.guarded": (
        "Nothing was imported: the database refused a row that the check had let pass ({found}). "
        "Please report this with your folder.",
        "Rien n'a été importé : la base a refusé une ligne que la vérification avait laissée passer ({found}). "
        "Merci de le signaler, dossier à l'appui.",
    ),
    "import.unknown": (
        "There is no import number {number}. The last one: comptoir doctor",
        "Il n'existe pas d'import numéro {number}. Le dernier : comptoir doctor",
    ),
    "import.undone": (
        "Import {number} was undone already.",
        "L'import {number} a déjà été annulé.",
    ),
    "import.newer": (
        "Import {number} cannot be undone: import {newer} of {recorded_at} came after it. Undo that one first.",
        "L'import {number} ne peut pas être annulé : l'import {newer} du {recorded_at} l'a suivi. "
        "Annulez d'abord celui-ci.",
    ),
    "demo.taken": (
        "The store already holds a company of somebody's own; the demo never replaces one. "
        "Choose another folder: COMPTOIR_HOME=demo comptoir demo",
        "La base contient déjà l'entreprise de quelqu'un ; la démonstration n'en remplace jamais une. "
        "Choisissez un autre dossier : COMPTOIR_HOME=demo comptoir demo",
    ),
    "store.empty": (
        "The store is empty. Import a company folder first: comptoir import FOLDER",
        "La base est vide. Importez d'abord un dossier d'entreprise : comptoir import DOSSIER",
    ),
    "store.unreadable": (
        "The company in the store cannot be read: {count} problems. Export it and run: comptoir check FOLDER",
        "L'entreprise en base est illisible : {count} problèmes. Exportez-la puis lancez : comptoir check DOSSIER",
    ),
    "overlap.rates": (
        "This rate can never be told from the one at {other} on the same days ({found}; there {expected}). "
        "Give one of them an `if`, a `when`, a `from` or other days, or delete it.",
        "Rien ne distingue ce tarif de celui de {other} les mêmes jours ({found} ; là, {expected}). "
        "Donnez à l'un des deux un `if`, un `when`, un `from` ou d'autres jours, ou supprimez-le.",
    ),
    "overlap.deals": (
        "The same customer already has a deal for this offering on some of these days ({found}): "
        "{other} says {expected}. Let one end on the day the other begins.",
        "Le même client a déjà un accord pour cette offre certains de ces jours ({found}) : "
        "{other} dit {expected}. Faites finir l'un le jour où l'autre commence.",
    ),
}
