"""Which columns say how a party is invoiced, and how a legal entity invoices? (docs/company-folder.md, section 12)"""

from __future__ import annotations

from comptoir.company.column import Column, File

INVOICING = File(
    "invoicing",
    "What an invoice says of a party: its address, and how it invoices itself.",
    "Ce qu'une facture dit d'un tiers : son adresse, et comment il facture lui-même.",
    (
        Column("party", "ref", "Organization or person.", "Organisation ou personne.", required=True, refers="party"),
        Column("street", "text", "Street and number.", "Rue et numéro."),
        Column("street_more", "text", "Second line of the address.", "Complément d'adresse."),
        Column("postcode", "text", "Postcode.", "Code postal."),
        Column("city", "text", "Town.", "Ville."),
        Column("country", "country", "Country of the address; empty: the organization's, then the seller's.",
               "Pays de l'adresse ; vide : celui de l'organisation, puis du vendeur."),
        Column("siret", "siret", "French number of the establishment.", "Numéro SIRET."),
        Column("electronic_address", "text", "Where it receives invoices: scheme:number, or a mail address.",
               "Où il reçoit ses factures : schéma:numéro, ou une adresse électronique."),
        Column("reference", "text", "What it wants to find on its invoices.", "Référence à porter sur ses factures."),
        Column("payment_days", "whole", "Days until its invoices are due, or those that it issues.",
               "Délai de paiement en jours : de ses factures reçues, ou de celles qu'il émet."),
        Column("legal", "text", "Legal form, capital and register.", "Forme juridique, capital et registre."),
        Column("iban", "iban", "Account it is paid to.", "Compte sur lequel il est payé."),
        Column("bic", "bic", "Bank of that account.", "Banque de ce compte."),
        Column("late_penalty", "percent", "Interest a year for paying late.", "Taux annuel des pénalités de retard."),
        Column("early_discount", "percent", "Discount for paying early; 0: none.",
               "Escompte pour paiement anticipé ; 0 : aucun."),
        Column("vat_on_debits", "yes_no", "Whether VAT is owed when it invoices.",
               "A-t-il opté pour la TVA d'après les débits.", default="no"),
        Column("prefix", "id", "Beginning of its invoice numbers; empty: its id.",
               "Début de ses numéros de facture ; vide : son identifiant."),
        Column("invoice_mail", "email", "Mail address that its documents are sent to, as PDF.",
               "Adresse à laquelle ses documents sont envoyés en PDF."),
    ),
    unique=("party",),
)  # fmt: skip
