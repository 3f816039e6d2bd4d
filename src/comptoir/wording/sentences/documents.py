"""What stands on invoices, statements and exports, and why one cannot be made."""

SENTENCES: dict[str, tuple[str, str]] = {
    # kinds of document
    "documents.title.380": ("Invoice", "Facture"),
    "documents.title.381": ("Credit note", "Avoir"),
    "documents.title.384": ("Corrective invoice", "Facture rectificative"),
    "documents.title.statement": ("Internal statement", "Relevé interne"),
    "documents.title.internal": ("Internal document", "Document interne"),
    "documents.carried": ("Carried forward", "Report"),
    # heads
    "documents.number": ("Number", "Numéro"),
    "documents.issued": ("Date", "Date"),
    "documents.due": ("Due", "Échéance"),
    "documents.period": ("Period", "Période"),
    "documents.delivered": ("Supplied on", "Date de la prestation"),
    "documents.order": ("Order", "Commande"),
    "documents.contract": ("Contract", "Contrat"),
    "documents.reference": ("Your reference", "Votre référence"),
    "documents.operation": ("Category of operation", "Catégorie de l’opération"),
    "documents.operation.B": ("supply of goods", "livraison de biens"),
    "documents.operation.S": ("supply of services", "prestation de services"),
    "documents.operation.M": ("goods and services", "biens et services"),
    "documents.preceding": ("Refers to", "Se rapporte à"),
    "documents.preceding_item": ("{number} of {day}", "{number} du {day}"),
    "documents.from": ("From", "De"),
    "documents.to": ("To", "À"),
    "documents.deliver_to": ("Delivered to", "Livré à"),
    "documents.siren": ("SIREN {id}", "SIREN {id}"),
    "documents.siret": ("SIRET {id}", "SIRET {id}"),
    "documents.vat_number": ("VAT {id}", "TVA {id}"),
    "documents.vat_group": (
        "Member of the VAT group {name}, VAT {id}",
        "Membre de l’assujetti unique {name}, TVA {id}",
    ),
    # lines
    "documents.line": ("Item", "Désignation"),
    "documents.quantity": ("Quantity", "Quantité"),
    "documents.unit_price": ("Unit price", "Prix unitaire"),
    "documents.unit_price_net": ("Unit price excl. VAT", "Prix unitaire HT"),
    "documents.vat_rate": ("VAT", "TVA"),
    "documents.no_vat": ("none", "sans"),
    "documents.net_amount": ("Amount excl. VAT", "Montant HT"),
    "documents.amount": ("Amount", "Montant"),
    "documents.day": ("Day", "Jour"),
    "documents.cost_center": ("Cost center", "Centre de coûts"),
    "documents.allowance_item": ("Less {amount}: {reason}", "Remise de {amount} : {reason}"),
    "documents.credits_line": (
        "Takes back line {line} of invoice {invoice}.",
        "Annule la ligne {line} de la facture {invoice}.",
    ),
    "documents.line_period": ("From {first:short} to {last:short}", "Du {first:short} au {last:short}"),
    # totals
    "documents.total_lines": ("Sum of lines", "Total des lignes"),
    "documents.total_net": ("Total excl. VAT", "Total HT"),
    "documents.total_vat": ("VAT", "TVA"),
    "documents.total_vat_row": ("VAT {rate:percent} on {taxable}", "TVA {rate:percent} sur {taxable}"),
    "documents.total_vat_none": ("No VAT on {taxable}", "Sans TVA sur {taxable}"),
    "documents.total_gross": ("Total incl. VAT", "Total TTC"),
    "documents.total_paid": ("Already paid", "Déjà réglé"),
    "documents.total_rounding": ("Rounding", "Arrondi"),
    "documents.total_due": ("To be paid", "Net à payer"),
    "documents.total_owed": ("In your favor", "En votre faveur"),
    "documents.total_charged": ("Total charged", "Total imputé"),
    # mentions
    "documents.how_to_pay": ("Payment", "Règlement"),
    "documents.iban": ("IBAN {iban}", "IBAN {iban}"),
    "documents.bic": ("BIC {bic}", "BIC {bic}"),
    "documents.payment_reference": ("Reference {reference}", "Référence {reference}"),
    "documents.mentions": ("Terms", "Mentions"),
    "documents.remark": ("Remark", "Remarque"),
    "documents.vat_on_debits": (
        "Option for the payment of VAT on debits.",
        "Option pour le paiement de la taxe d’après les débits.",
    ),
    "documents.terms.credit": (
        "The amount is in your favor; nothing is to be paid.",
        "Ce montant est en votre faveur ; rien n’est à payer.",
    ),
    "documents.terms.paid": (
        "Paid in full; nothing is to be paid.",
        "Intégralement réglé ; rien n’est à payer.",
    ),
    "documents.exemption.AE": (
        "Reverse charge: the customer accounts for the VAT (art. 283-2 CGI; art. 196 Directive 2006/112/EC).",
        "Autoliquidation : la TVA est due par le client (art. 283-2 du CGI ; art. 196 de la directive 2006/112/CE).",
    ),
    "documents.exemption.K": (
        "Exempt intra-Community supply (art. 262 ter I CGI; art. 138 Directive 2006/112/EC).",
        "Livraison intracommunautaire exonérée (art. 262 ter I du CGI ; art. 138 de la directive 2006/112/CE).",
    ),
    "documents.exemption.G": ("Exempt export (art. 262 I CGI).", "Exportation exonérée (art. 262 I du CGI)."),
    "documents.exemption.O": (
        "Outside the scope of French VAT (art. 259 CGI).",
        "Hors du champ de la TVA française (art. 259 du CGI).",
    ),
    "documents.exemption.VATEX-FR-FRANCHISE": (
        "VAT not applicable, art. 293 B CGI.",
        "TVA non applicable, art. 293 B du CGI.",
    ),
    "documents.exemption.E": ("Exempt from VAT.", "Exonéré de TVA."),
    # statements
    "documents.statement_note": (
        "Charged within the same legal entity: no VAT, nothing to be paid. Accept or dispute it at the counter.",
        "Imputation au sein de la même entité juridique : sans TVA, rien à payer. Acceptez ou contestez au comptoir.",
    ),
    "documents.shares": ("Shared between cost centers", "Répartition par centre de coûts"),
    "documents.usual_price": ("Usual price {usual}", "Prix habituel {usual}"),
    "documents.page": ("Page {page} of {pages}", "Page {page} sur {pages}"),
    # exports
    "documents.sheet.journal": ("Journal", "Journal"),
    "documents.sheet.charges": ("Charges", "Imputations"),
    "documents.column.journal": ("Journal", "Journal"),
    "documents.column.entry": ("Entry", "Écriture"),
    "documents.column.day": ("Day", "Jour"),
    "documents.column.account": ("Account", "Compte"),
    "documents.column.account_name": ("Account name", "Libellé du compte"),
    "documents.column.auxiliary": ("Auxiliary account", "Compte auxiliaire"),
    "documents.column.text": ("Text", "Libellé"),
    "documents.column.piece": ("Document", "Pièce"),
    "documents.column.piece_day": ("Document date", "Date de la pièce"),
    "documents.column.debit": ("Debit", "Débit"),
    "documents.column.credit": ("Credit", "Crédit"),
    "documents.column.currency": ("Currency", "Devise"),
    "documents.column.cost_center": ("Cost center", "Centre de coûts"),
    "documents.column.order": ("Order", "Commande"),
    "documents.column.charge": ("Charge", "Imputation"),
    "documents.column.supplier": ("Supplier", "Fournisseur"),
    "documents.column.customer": ("Customer", "Client"),
    "documents.column.offering": ("Offering", "Offre"),
    "documents.column.quantity": ("Quantity", "Quantité"),
    "documents.column.unit": ("Unit", "Unité"),
    "documents.column.net": ("Net", "HT"),
    "documents.column.vat": ("VAT", "TVA"),
    "documents.column.gross": ("Gross", "TTC"),
    "documents.column.state": ("State", "État"),
    # refusals
    "documents.fec.unbalanced": (
        "Entry {entry:plain} does not balance: {debit} of debit, {credit} of credit. No file was made; run"
        " `comptoir verify` to find the row.",
        "L’écriture {entry:plain} n’est pas équilibrée : {debit} au débit, {credit} au crédit. Aucun fichier n’a"
        " été produit ; lancez `comptoir verify` pour trouver la ligne.",
    ),
    "documents.fec.sides": (
        "Entry {entry:plain} has a line with debit and credit at once, or a negative one. No file was made; run"
        " `comptoir verify` to find the row.",
        "L’écriture {entry:plain} a une ligne au débit et au crédit à la fois, ou négative. Aucun fichier n’a été"
        " produit ; lancez `comptoir verify` pour trouver la ligne.",
    ),
    "documents.fec.gap": (
        "Entry {found:plain} follows where entry {expected:plain} should stand. No file was made; export all"
        " journals of the year together.",
        "L’écriture {found:plain} se trouve là où devrait être l’écriture {expected:plain}. Aucun fichier n’a été"
        " produit ; exportez ensemble tous les journaux de l’exercice.",
    ),
}
