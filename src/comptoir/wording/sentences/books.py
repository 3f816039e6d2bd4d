"""Charges in review, the books, and the close of a month: what stands against it, and what an explanation adds."""

SENTENCES: dict[str, tuple[str, str]] = {
    # --- charges ------------------------------------------------------------------------------------------------
    "charge.unknown": (
        "There is no charge {charge}. Look it up in the list of charges.",
        "Il n'existe pas d'imputation {charge}. Cherchez-la dans la liste des imputations.",
    ),
    "charge.supplier": (
        "Nobody is known as supplier {supplier}. Choose one from the list.",
        "Aucun fournisseur n'est connu sous {supplier}. Choisissez-en un dans la liste.",
    ),
    "charge.payer": (
        "The payer {payer} is not known. Declare this party, or correct the delivery.",
        "Le payeur {payer} n'est pas connu. Déclarez ce tiers, ou corrigez la livraison.",
    ),
    "charge.cost_center": (
        "On {day} there is no cost center {cost_center}, or it is closed. Name another one.",
        "Au {day}, le centre de coûts {cost_center} n'existe pas ou est clos. Indiquez-en un autre.",
    ),
    "charge.which_cost_center": (
        "{payer} has {count} cost centers, and none was named. Say which one bears it.",
        "{payer} a {count} centres de coûts, et aucun n'est indiqué. Précisez lequel supporte la charge.",
    ),
    "charge.busy": (
        "Charge {charge} was just changed by somebody else. Look at it again.",
        "L'imputation {charge} vient d'être modifiée par quelqu'un d'autre. Consultez-la de nouveau.",
    ),
    "charge.review_over": (
        "Charge {charge} could be disputed until {day}. Ask the supplier for a correction.",
        "L'imputation {charge} pouvait être contestée jusqu'au {day}. Demandez une correction au fournisseur.",
    ),
    "charge.reason": (
        "Charge {charge}: say why, in a few words.",
        "Imputation {charge} : dites pourquoi, en quelques mots.",
    ),
    "charge.correction": (
        "Charge {charge}: a correction names another amount in the same currency, or other cost centers; nothing else"
        " does.",
        "Imputation {charge} : une correction indique un autre montant dans la même monnaie, ou d'autres centres de"
        " coûts ; elle seule le fait.",
    ),
    "charge.invoiced": (
        "Charge {charge} stands on invoice {number:plain}. Have it credited instead.",
        "L'imputation {charge} figure sur la facture {number:plain}. Faites établir un avoir.",
    ),
    "charge.disputed": (
        "Disputed by {by}: {note:plain}",
        "Contestée par {by} : {note:plain}",
    ),
    "charge.answered": (
        "Answered by {by}: {note:plain}",
        "Réponse de {by} : {note:plain}",
    ),
    "charge.corrected": (
        "Corrected by {by} from {before} to {after}: {note:plain}",
        "Corrigée par {by} de {before} à {after} : {note:plain}",
    ),
    "charge.reversed": (
        "Taken back by {by}: {note:plain}",
        "Annulée par {by} : {note:plain}",
    ),
    "charge.recheck_changed": (
        "It is not what was shown any more: now {count} charges come out otherwise. Look at the preview again.",
        "Ce n'est plus ce qui était affiché : {count} imputations changent désormais. Consultez de nouveau l'aperçu.",
    ),
    "deposit.unknown": (
        "There is no deposit {deposit}. Look it up in the list of deposits.",
        "Il n'existe pas de caution {deposit}. Cherchez-la dans la liste des cautions.",
    ),
    "deposit.reason": (
        "Deposit {deposit}: say why it is kept.",
        "Caution {deposit} : dites pourquoi elle est conservée.",
    ),
    # --- books --------------------------------------------------------------------------------------------------
    "books.unknown": (
        "There is no entry {entry}. Look it up in the journal.",
        "Il n'existe pas d'écriture {entry}. Cherchez-la dans le journal.",
    ),
    "books.no_siren": (
        "{entity} has no SIREN, and a FEC is called by it. Put it into the column siren of organizations.csv and"
        " import.",
        "{entity} n'a pas de SIREN, et un FEC en porte le nom. Mettez-le dans la colonne siren d'organizations.csv et"
        " importez.",
    ),
    "books.unsound": (
        "The books are not as they were written, first at {place:plain} ({count} {count|place|places} in all). No file"
        " was made; look at them with `comptoir verify`, and compare with a backup.",
        "Les livres ne sont pas tels qu'écrits, d'abord à {place:plain} ({count} {count|endroit|endroits} en tout)."
        " Aucun fichier n'a été fait ; regardez avec `comptoir verify`, et comparez à une sauvegarde.",
    ),
    "books.text": (
        "Entry “{entry:plain}”: a text is longer than {most} characters. Shorten it.",
        "Écriture « {entry:plain} » : un texte dépasse {most} caractères. Raccourcissez-le.",
    ),
    # --- month close --------------------------------------------------------------------------------------------
    "close.period": (
        "“{found:plain}” is no month. Write it like 2026-11.",
        "« {found:plain} » n'est pas un mois. Écrivez-le comme 2026-11.",
    ),
    "close.step": (
        "“{found:plain}” is no step of a close. The steps are: {expected}.",
        "« {found:plain} » n'est pas une étape de clôture. Les étapes sont : {expected}.",
    ),
    "close.not_over": (
        "The month {period:plain} is not over. Close it from {day} on.",
        "Le mois {period:plain} n'est pas terminé. Clôturez-le à partir du {day}.",
    ),
    "close.unknown": (
        "{supplier} has no close of {period:plain}. Run it first.",
        "{supplier} n'a pas de clôture pour {period:plain}. Lancez-la d'abord.",
    ),
    "close.reason": (
        "Close of {period:plain}: say why, in a few words.",
        "Clôture de {period:plain} : dites pourquoi, en quelques mots.",
    ),
    "close.not_collected": (
        "{count} deliveries are not charged yet. Collect them.",
        "{count} livraisons ne sont pas encore imputées. Collectez-les.",
    ),
    "close.in_review": (
        "{count} charges are still in review, the last of them until {day}. Wait, or carry them over to the next"
        " month.",
        "{count} imputations sont encore à l'examen, la dernière jusqu'au {day}. Attendez, ou reportez-les au mois"
        " suivant.",
    ),
    "close.not_approved": (
        "Approvals of what will be posted: {count} of {needed}. Ask for another one.",
        "Approbations de ce qui sera comptabilisé : {count} sur {needed}. Demandez-en une autre.",
    ),
    "close.approved_twice": (
        "{by} said so already. It takes somebody else.",
        "{by} l'a déjà dit. Il faut une autre personne.",
    ),
    "close.earlier_open": (
        "The month {period:plain} is not closed either. Close it first.",
        "Le mois {period:plain} n'est pas clôturé non plus. Clôturez-le d'abord.",
    ),
    "close.not_posted": (
        "{count} accepted charges are not posted yet. Run the step that posts them.",
        "{count} imputations acceptées ne sont pas encore comptabilisées. Lancez l'étape qui les comptabilise.",
    ),
    "close.unbalanced": (
        "The books of {entity} are off by {difference}. Run the verification before you close.",
        "Les livres de {entity} présentent un écart de {difference}. Lancez la vérification avant de clôturer.",
    ),
    "close.reopened": (
        "Opened again by {by}: {note:plain}",
        "Rouverte par {by} : {note:plain}",
    ),
    "close.undone": (
        "To be undone, asked by {by}: {note:plain}",
        "À annuler, demandé par {by} : {note:plain}",
    ),
    # --- verification -------------------------------------------------------------------------------------------
    "verify.unbalanced": (
        "Entry {found} does not balance in the books of {entity}: {difference} too much on the debit. Compare it with a"
        " backup.",
        "L'écriture {found} n'est pas équilibrée chez {entity} : {difference} de trop au débit. Comparez-la avec une"
        " sauvegarde.",
    ),
    "verify.postings": (
        "Entry {found} has not the postings it says (difference: {difference}). Compare it with a backup.",
        "L'écriture {found} n'a pas les lignes annoncées (écart : {difference}). Comparez-la avec une sauvegarde.",
    ),
    "verify.entity_off": (
        "All accounts of {entity} together come to {found} instead of nothing. Look for the entry that is off.",
        "Tous les comptes de {entity} font ensemble {found} au lieu de zéro. Cherchez l'écriture en cause.",
    ),
    "verify.one_sided": (
        "Charge {charge} of {amount}: entry {found} debits {debited} and credits {credited}, or bears something else."
        " Reverse it and charge anew.",
        "Imputation {charge} de {amount} : l'écriture {found} débite {debited} et crédite {credited}, ou porte autre"
        " chose. Contre-passez-la et imputez de nouveau.",
    ),
    "verify.nobodys": (
        "Entry {found}, posting {number}: no charge {charge} stands behind it. Find out who posted it.",
        "Écriture {found}, ligne {number} : aucune imputation {charge} n'y correspond. Cherchez qui l'a comptabilisée.",
    ),
    "verify.not_back": (
        "Charge {charge} says that it was reversed, but entry {found} was not taken back. Reverse it.",
        "L'imputation {charge} se dit annulée, mais l'écriture {found} n'est pas contre-passée. Contre-passez-la.",
    ),
    "verify.charge_altered": (
        "Charge {charge} ({found:plain}) no longer says what was decided. Compare it with a backup.",
        "L'imputation {charge} ({found:plain}) ne dit plus ce qui fut décidé. Comparez-la avec une sauvegarde.",
    ),
    "verify.shares": (
        "The shares of charge {charge} ({found:plain}) do not make up its amount. Compare it with a backup.",
        "Les parts de l'imputation {charge} ({found:plain}) ne font pas son montant. Comparez-la avec une sauvegarde.",
    ),
    "verify.source_gone": (
        "Charge {charge}: what it came from ({found:plain}) is not delivered any more. Recheck and reverse it.",
        "Imputation {charge} : son origine ({found:plain}) n'est plus livrée. Revérifiez-la et annulez-la.",
    ),
    "verify.source_differs": (
        "Charge {charge} is not what was agreed for {found:plain}. Recheck it.",
        "L'imputation {charge} n'est pas ce qui était convenu pour {found:plain}. Revérifiez-la.",
    ),
    "verify.explanation": (
        "The explanation of {found:plain} does not come to the amount of charge {charge}. Compare it with a backup.",
        "L'explication de {found:plain} n'aboutit pas au montant de l'imputation {charge}. Comparez-la avec une"
        " sauvegarde.",
    ),
    "verify.certificate": (
        "The certificate of {supplier} for {period:plain} is not the one that was written ({found:plain}). Compare it"
        " with the copy kept outside.",
        "Le certificat de {supplier} pour {period:plain} n'est pas celui qui fut écrit ({found:plain}). Comparez-le"
        " avec la copie gardée ailleurs.",
    ),
    "verify.certified_charges": (
        "The charges of {supplier} for {period:plain} are not those that were certified ({found:plain}). Compare them"
        " with a backup.",
        "Les imputations de {supplier} pour {period:plain} ne sont pas celles qui furent certifiées ({found:plain})."
        " Comparez-les avec une sauvegarde.",
    ),
    "verify.usage": (
        "Usage of {supplier} in {period:plain} is neither charged, rejected nor parked: {found:plain}. Collect it.",
        "Des relevés de {supplier} pour {period:plain} ne sont ni imputés, ni rejetés, ni mis de côté : {found:plain}."
        " Collectez-les.",
    ),
    "verify.guard": (
        "The database lacks the guard {found:plain}. Run the doctor to put it back.",
        "Il manque à la base la protection {found:plain}. Lancez le diagnostic pour la remettre.",
    ),
    "seal.altered": (
        "Row {found:plain} no longer says what was sealed. Compare it with a backup.",
        "La ligne {found:plain} ne dit plus ce qui fut scellé. Comparez-la avec une sauvegarde.",
    ),
    "seal.deleted": (
        "Row {found:plain} was sealed and is gone. Take it from a backup.",
        "La ligne {found:plain} fut scellée et n'est plus là. Reprenez-la d'une sauvegarde.",
    ),
    "seal.inserted": (
        "Row {found:plain} stands among sealed rows and was never sealed. Find out who put it there.",
        "La ligne {found:plain} se trouve parmi des lignes scellées sans l'être. Cherchez qui l'a mise là.",
    ),
    "seal.broken": (
        "Seal {number} ({found:plain}) is not as it was written. Compare the seals with a backup.",
        "Le sceau {number} ({found:plain}) n'est pas tel qu'écrit. Comparez les sceaux avec une sauvegarde.",
    ),
    "seal.cut": (
        "From seal {number} on the seals are missing: an anchor kept elsewhere knows of more. Compare with a backup.",
        "À partir du sceau {number}, les sceaux manquent : une ancre gardée ailleurs en connaît plus. Comparez avec une"
        " sauvegarde.",
    ),
    "seal.column_gone": (
        "{found:plain} was sealed and is no longer in the database. Compare with a backup from before.",
        "{found:plain} fut scellé et n'est plus dans la base. Comparez avec une sauvegarde antérieure.",
    ),
    "seal.unexplained": (
        "Row {found:plain}: no deed in the audit trail and no import makes it what it is. Find out who wrote it.",
        "Ligne {found:plain} : aucun acte du journal d'audit, aucun import ne l'explique. Cherchez qui l'a écrite.",
    ),
    "seal.content": (
        "The company is not what import {number} left. Compare it with a backup.",
        "L'entreprise n'est pas celle que l'import {number} a laissée. Comparez-la avec une sauvegarde.",
    ),
    # --- what a permission is about: after “you may not” ----------------------------------------------------------
    "action.charge.read": ("read these charges", "lire ces imputations"),
    "action.charge.read_paid": ("read what this unit is charged", "lire ce qui est imputé à cette unité"),
    "action.charge.read_supplied": (
        "read the charges of this supplier",
        "lire les imputations de ce fournisseur",
    ),
    "action.charge.read_reasons": ("read the auditor's reasons", "lire les raisons réservées à l'audit"),
    "action.charge.collect": ("charge for this supplier", "imputer pour ce fournisseur"),
    "action.charge.accept": ("accept charges of this payer", "accepter les imputations de ce payeur"),
    "action.charge.dispute": ("dispute charges of this payer", "contester les imputations de ce payeur"),
    "action.charge.resolve": (
        "answer disputes of this supplier",
        "répondre aux contestations de ce fournisseur",
    ),
    "action.charge.correct": (
        "take back charges of this supplier",
        "annuler des imputations de ce fournisseur",
    ),
    "action.deposit.take": ("take deposits for this supplier", "encaisser des cautions pour ce fournisseur"),
    "action.deposit.end": ("give deposits back for this supplier", "rendre des cautions pour ce fournisseur"),
    "action.books.post": ("post in these books", "comptabiliser dans ces livres"),
    "action.books.reverse": ("reverse entries of these books", "contre-passer des écritures de ces livres"),
    "action.books.read": ("read these books", "lire ces livres"),
    "action.books.verify": ("verify the books", "vérifier les livres"),
    "action.close.run": ("close months of this supplier", "clôturer les mois de ce fournisseur"),
    "action.close.read": ("read the closes of this supplier", "lire les clôtures de ce fournisseur"),
    "action.close.approve": ("approve closes of this supplier", "approuver les clôtures de ce fournisseur"),
    "action.close.undo": ("undo closes of this supplier", "annuler les clôtures de ce fournisseur"),
}
