"""What invoices state of their terms, what their readers are told, and why one cannot be issued, changed or paid."""

SENTENCES: dict[str, tuple[str, str]] = {
    # terms
    "paper.terms.late_penalty": (
        "Late payment: interest of {rate:percent} a year.",
        "Pénalités de retard : {rate:percent} par an.",
    ),
    "paper.terms.recovery_fee": (
        "Fixed recovery fee for late payment, owed by businesses: {fee}.",
        "Indemnité forfaitaire pour frais de recouvrement, due par les professionnels : {fee}.",
    ),
    "paper.terms.early_discount": (
        "Discount for early payment: {rate:percent}.",
        "Escompte pour paiement anticipé : {rate:percent}.",
    ),
    "paper.terms.no_discount": (
        "No discount for early payment.",
        "Pas d'escompte pour paiement anticipé.",
    ),
    "paper.terms.payment": (
        "Payable within {days} {days|day|days}, by {due}.",
        "Payable à {days} {days|jour|jours}, au plus tard le {due}.",
    ),
    "paper.internal_document": (
        "Both are members of one VAT group: no VAT, and no invoice (art. 256 C CGI).",
        "Les deux sont membres d'un même assujetti unique : sans TVA ni facture (art. 256 C du CGI).",
    ),
    "paper.fee": ("{event:term}: {offering}", "{event:term} : {offering}"),
    "paper.line.order": ("Order {order:plain}", "Commande {order:plain}"),
    "paper.line.used": ("Used: {used:plain}", "Utilisé : {used:plain}"),
    "paper.replaces": ("Replaces invoice {number:plain}.", "Remplace la facture {number:plain}."),
    # messages to whoever owes it
    "paper.sent": (
        "Invoice {number:plain} of {gross} is there for you, due by {due}.",
        "La facture {number:plain} de {gross} est à votre disposition, à régler avant le {due}.",
    ),
    "paper.sent_to_read": (
        "Document {number:plain} ({kind:term}) of {gross} is there for you since {due}.",
        "Le document {number:plain} ({kind:term}) de {gross} est à votre disposition depuis le {due}.",
    ),
    "paper.reminder.first": (
        "Invoice {number:plain} was due on {due}; {owed} is still open. If you have paid in the meantime, ignore this.",
        "La facture {number:plain} était à régler le {due} ; il reste {owed}. Si vous avez réglé entre-temps, ne tenez"
        " pas compte de ce message.",
    ),
    "paper.reminder.second": (
        "Second reminder: {owed} of invoice {number:plain} is {days} {days|day|days} late. Interest so far: {interest};"
        " recovery fee: {fee}. Pay now, or tell us what is wrong.",
        "Deuxième relance : {owed} de la facture {number:plain} ont {days} {days|jour|jours} de retard. Pénalités à ce"
        " jour : {interest} ; indemnité de recouvrement : {fee}. Réglez sans attendre, ou dites-nous ce qui ne va pas.",
    ),
    "paper.reminder.third": (
        "Formal notice: {owed} of invoice {number:plain}, due on {due}, is {days} {days|day|days} late. With interest"
        " of"
        " {interest} and the recovery fee of {fee} it must be paid within eight days; after that we claim it in court.",
        "Mise en demeure : {owed} de la facture {number:plain}, exigible le {due}, ont {days} {days|jour|jours} de"
        " retard. Avec {interest} de pénalités et {fee} d'indemnité, réglez sous huit jours ; nous saisirons ensuite la"
        " justice.",
    ),
    # refusals
    "paper.unknown": (
        "There is no document {number:plain} here. Look it up in the list of documents.",
        "Il n'y a pas de document {number:plain} ici. Cherchez-le dans la liste des documents.",
    ),
    "paper.party": (
        "{party} is not known any more, so nothing can be invoiced. Declare it again in the company folder.",
        "{party} n'est plus connu : rien ne peut être facturé. Déclarez-le de nouveau dans le dossier de l'entreprise.",
    ),
    "paper.nothing": (
        "There is nothing to issue. Choose at least one accepted charge.",
        "Il n'y a rien à émettre. Choisissez au moins une prestation acceptée.",
    ),
    "paper.charge": (
        "Charge {charge:plain} is not there, or does not count any more. Choose others.",
        "La prestation {charge:plain} n'existe pas, ou ne compte plus. Choisissez-en d'autres.",
    ),
    "paper.not_accepted": (
        "Charge {charge:plain} was not accepted yet, or was taken back. Wait until its review has ended, or leave it"
        " out.",
        "La prestation {charge:plain} n'est pas encore acceptée, ou a été reprise. Attendez la fin de son examen, ou"
        " retirez-la.",
    ),
    "paper.mixed": (
        "These charges cannot stand on one document: {what:term} is {first} for some and {second} for others. Issue one"
        " document for each.",
        "Ces prestations ne peuvent pas figurer sur un même document : {what:term} est {first} pour les unes et"
        " {second}"
        " pour les autres. Émettez un document pour chacune.",
    ),
    "paper.claimed": (
        "Charge {charge:plain} stands on {number:plain} already. Credit that one first, or leave the charge out.",
        "La prestation {charge:plain} figure déjà sur {number:plain}. Faites-en d'abord un avoir, ou retirez la"
        " prestation.",
    ),
    "paper.day": (
        "Series {series:plain} has a document of a later day than {day}, or belongs to another legal entity. Choose"
        " today's date, or another prefix in invoicing.csv.",
        "La série {series:plain} contient un document postérieur au {day}, ou appartient à une autre entité. Choisissez"
        " la date du jour, ou un autre préfixe dans invoicing.csv.",
    ),
    "paper.incomplete": (
        "It cannot be issued: {count} {count|mention is|mentions are} missing. {missing}",
        "Impossible d'émettre : {count} {count|mention manque|mentions manquent}. {missing}",
    ),
    "paper.invalid": (
        "It cannot be issued: it breaks {count} {count|rule|rules} of electronic invoicing. {rules}",
        "Impossible d'émettre : {count} {count|règle|règles} de la facture électronique non respectées. {rules}",
    ),
    "paper.rule": (
        "{rule:plain}: {text:plain} ({where:plain})",
        "{rule:plain} : {text:plain} ({where:plain})",
    ),
    "paper.reason": (
        "State a reason, of at most {most} characters.",
        "Indiquez un motif, de {most} caractères au plus.",
    ),
    "paper.not_invoice": (
        "{number:plain} is no invoice, so this cannot be done with it. Name the invoice.",
        "{number:plain} n'est pas une facture : impossible. Indiquez la facture.",
    ),
    "paper.void_credit": (
        "Credit note {number:plain} stands: the invoice counts without what it took back. Issue the charges anew"
        " instead.",
        "L'avoir {number:plain} reste : la facture compte sans ce qu'il a repris. Facturez plutôt à nouveau.",
    ),
    "paper.not_sent": (
        "Statement {number:plain} need not be sent: its cost center reads it already.",
        "Le relevé {number:plain} n'a pas à être envoyé : son centre de coûts le lit déjà.",
    ),
    "paper.credited": (
        "Line {line:plain} of {number:plain} has been credited already. Choose lines that still stand.",
        "La ligne {line:plain} de {number:plain} a déjà fait l'objet d'un avoir. Choisissez des lignes encore dues.",
    ),
    "paper.not_reissued": (
        "{number:plain} was sent and still stands. Credit it whole, then issue it anew.",
        "{number:plain} a été envoyée et reste due. Faites un avoir total, puis émettez-la à nouveau.",
    ),
    "paper.amount": (
        "{found} is no payment in {currency:plain}. State an amount above zero, and a reference of at most 140"
        " characters.",
        "{found} n'est pas un règlement en {currency:plain}. Indiquez un montant positif, et une référence de 140"
        " caractères au plus.",
    ),
    "paper.payment_day": (
        "{found} cannot be the day of the payment: choose one from {earliest} to {latest}.",
        "{found} ne peut pas être le jour du règlement : choisissez un jour du {earliest} au {latest}.",
    ),
    "paper.refund": (
        "{found} is more than what stands in the customer's favor: at most {most}.",
        "{found} dépasse ce qui est en faveur du client : {most} au plus.",
    ),
    "paper.no_payment": (
        "Payment {payment:plain} of {number:plain} is not there, or was returned already.",
        "Le règlement {payment:plain} de {number:plain} n'existe pas, ou a déjà été annulé.",
    ),
    "paper.not_asked": (
        "Nobody asked to write {number:plain} off. Ask first, with a reason; somebody else agrees.",
        "Personne n'a demandé à passer {number:plain} en perte. Demandez-le d'abord, avec un motif ; une autre personne"
        " approuve.",
    ),
    "paper.four_eyes": (
        "You asked to write {number:plain} off yourself. Somebody else has to agree.",
        "Vous avez vous-même demandé à passer {number:plain} en perte. Une autre personne doit approuver.",
    ),
    "paper.no_reminder": (
        "No reminder of {number:plain} may be sent on {day}: it is not late, or was reminded of lately, or three"
        " times.",
        "Aucune relance de {number:plain} possible le {day} : pas en retard, relancée récemment, ou déjà trois fois.",
    ),
    "paper.form": (
        "{number:plain} is no electronic invoice, so there is no XML of it. Ask for the PDF.",
        "{number:plain} n'est pas une facture électronique : pas de XML. Demandez le PDF.",
    ),
    # findings of the verification
    "paper.hole": (
        "Number {number:plain} of series {series:plain} is missing; {found:plain} follows. Restore it from a backup.",
        "Le numéro {number:plain} de la série {series:plain} manque ; {found:plain} suit. Restaurez une sauvegarde.",
    ),
    "paper.altered": (
        "{found:plain} (number {number:plain} of {series:plain}) is not as it was issued. Compare it with a backup.",
        "{found:plain} (numéro {number:plain} de {series:plain}) n'est plus tel qu'émis. Comparez avec une sauvegarde.",
    ),
    "paper.figures": (
        "The totals of {found:plain} (number {number:plain} of {series:plain}) are not those of its text. Compare it"
        " with"
        " a backup.",
        "Les totaux de {found:plain} (numéro {number:plain} de {series:plain}) ne sont pas ceux de son texte. Comparez"
        " avec une sauvegarde.",
    ),
    "paper.lines": (
        "The lines of {found:plain} (number {number:plain} of {series:plain}) do not come to its total. Compare them"
        " with"
        " a backup.",
        "Les lignes de {found:plain} (numéro {number:plain} de {series:plain}) ne font pas son total. Comparez avec une"
        " sauvegarde.",
    ),
    "paper.events": (
        "What happened to {found:plain} (number {number:plain} of {series:plain}) was altered or cut. Compare it with a"
        " backup.",
        "L'historique de {found:plain} (numéro {number:plain} de {series:plain}) a été altéré ou tronqué. Comparez avec"
        " une sauvegarde.",
    ),
    "paper.tail": (
        "The end of series {series:plain} is cut: number {number:plain} should follow.{found:plain} Restore a backup.",
        "La fin de la série {series:plain} est coupée : le numéro {number:plain} devrait suivre.{found:plain} Restaurez"
        " une sauvegarde.",
    ),
    # what somebody may do
    "action.paper.read": ("read this document", "lire ce document"),
    "action.paper.read_paid": ("read what this unit was charged", "lire ce qui est imputé à cette unité"),
    "action.paper.read_supplied": ("read documents of this supplier", "lire les documents de ce fournisseur"),
    "action.paper.read_issued": ("read documents of this company", "lire les documents de cette société"),
    "action.paper.issue": ("issue invoices", "émettre des factures"),
    "action.paper.void": ("void invoices", "annuler des factures"),
    "action.paper.credit": ("issue credit notes", "émettre des avoirs"),
    "action.paper.send": ("send documents", "envoyer des documents"),
    "action.paper.pay": ("record payments", "enregistrer des règlements"),
    "action.paper.remind": ("send reminders", "envoyer des relances"),
    "action.paper.write_off": ("write off what is owed", "passer en perte ce qui est dû"),
}
