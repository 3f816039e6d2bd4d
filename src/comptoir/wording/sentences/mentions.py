"""Which mention an invoice lacks, by which rule, and where to state it (codes of `core.billing.mentions`)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "billing.mention.seller_name": (
        "The seller has no name ({rule:plain}). Give it one in organizations.csv.",
        "Le vendeur n'a pas de nom ({rule:plain}). Donnez-lui-en un dans organizations.csv.",
    ),
    "billing.mention.seller_address": (
        "The address of {party} is incomplete ({rule:plain}). State its street and town in invoicing.csv.",
        "L'adresse de {party} est incomplète ({rule:plain}). Indiquez sa rue et sa ville dans invoicing.csv.",
    ),
    "billing.mention.seller_country": (
        "The country of {party} is not known ({rule:plain}). State it in organizations.csv.",
        "Le pays de {party} n'est pas connu ({rule:plain}). Indiquez-le dans organizations.csv.",
    ),
    "billing.mention.seller_siren": (
        "{party} has no SIREN number ({rule:plain}). State it in organizations.csv.",
        "{party} n'a pas de numéro SIREN ({rule:plain}). Indiquez-le dans organizations.csv.",
    ),
    "billing.mention.seller_vat_number": (
        "{party} has no VAT number ({rule:plain}). State it in organizations.csv.",
        "{party} n'a pas de numéro de TVA ({rule:plain}). Indiquez-le dans organizations.csv.",
    ),
    "billing.mention.seller_electronic": (
        "{party} has no electronic address ({rule:plain}). State its SIREN in organizations.csv, or the address in"
        " invoicing.csv.",
        "{party} n'a pas d'adresse électronique de facturation ({rule:plain}). Indiquez son SIREN dans"
        " organizations.csv, ou l'adresse dans invoicing.csv.",
    ),
    "billing.mention.seller_legal": (
        "The legal form, capital and register of {party} are missing ({rule:plain}). State them in column legal of"
        " invoicing.csv.",
        "La forme juridique, le capital et le registre de {party} manquent ({rule:plain}). Indiquez-les dans la colonne"
        " legal d'invoicing.csv.",
    ),
    "billing.mention.seller_account": (
        "{party} has no account to be paid to ({rule:plain}). State its iban in invoicing.csv.",
        "{party} n'a pas de compte sur lequel être payé ({rule:plain}). Indiquez son iban dans invoicing.csv.",
    ),
    "billing.mention.seller_vat_group": (
        "{party} invoices for a VAT group whose number or country is missing ({rule:plain}). Make vat_group the id of"
        " an organization that has them.",
        "{party} facture pour un assujetti unique dont le numéro ou le pays manque ({rule:plain}). Faites de vat_group"
        " l'identifiant d'une organisation qui les porte.",
    ),
    "billing.mention.seller_late_penalty": (
        "What is owed for paying {party} late is not stated ({rule:plain}). State late_penalty in invoicing.csv.",
        "Les pénalités de retard de {party} manquent ({rule:plain}). Indiquez late_penalty dans invoicing.csv.",
    ),
    "billing.mention.seller_recovery_fee": (
        "The recovery fee of {party} is not stated ({rule:plain}). Its mention comes from the seller's terms; report"
        " this.",
        "L'indemnité de recouvrement de {party} manque ({rule:plain}). Cette mention vient des conditions du vendeur ;"
        " signalez-le.",
    ),
    "billing.mention.seller_early_discount": (
        "{party} does not say whether it gives a discount for paying early ({rule:plain}). State early_discount in"
        " invoicing.csv, 0 for none.",
        "{party} n'indique pas s'il accorde un escompte ({rule:plain}). Indiquez early_discount dans invoicing.csv, 0"
        " pour aucun.",
    ),
    "billing.mention.buyer_name": (
        "The customer has no name ({rule:plain}). Give it one in organizations.csv or people.csv.",
        "Le client n'a pas de nom ({rule:plain}). Donnez-lui-en un dans organizations.csv ou people.csv.",
    ),
    "billing.mention.buyer_address": (
        "The address of {party} is incomplete ({rule:plain}). State its street and town in invoicing.csv.",
        "L'adresse de {party} est incomplète ({rule:plain}). Indiquez sa rue et sa ville dans invoicing.csv.",
    ),
    "billing.mention.buyer_country": (
        "The country of {party} is not known ({rule:plain}). State it in invoicing.csv.",
        "Le pays de {party} n'est pas connu ({rule:plain}). Indiquez-le dans invoicing.csv.",
    ),
    "billing.mention.buyer_siren": (
        "{party} has no SIREN number ({rule:plain}). State it in organizations.csv.",
        "{party} n'a pas de numéro SIREN ({rule:plain}). Indiquez-le dans organizations.csv.",
    ),
    "billing.mention.buyer_vat_number": (
        "{party} has no VAT number, so it cannot be invoiced without VAT ({rule:plain}). State it in"
        " organizations.csv.",
        "{party} n'a pas de numéro de TVA : une facture sans TVA est impossible ({rule:plain}). Indiquez-le dans"
        " organizations.csv.",
    ),
    "billing.mention.buyer_electronic": (
        "{party} has no electronic address ({rule:plain}). State its SIREN in organizations.csv, or an address in"
        " invoicing.csv.",
        "{party} n'a pas d'adresse électronique de facturation ({rule:plain}). Indiquez son SIREN dans"
        " organizations.csv, ou une adresse dans invoicing.csv.",
    ),
    "billing.mention.document_lines": (
        "There is nothing to invoice ({rule:plain}). Choose at least one charge.",
        "Il n'y a rien à facturer ({rule:plain}). Choisissez au moins une prestation.",
    ),
    "billing.mention.document_line_name": (
        "A line has no name ({rule:plain}). Name its offering in offerings.csv.",
        "Une ligne n'a pas de désignation ({rule:plain}). Nommez l'offre dans offerings.csv.",
    ),
    "billing.mention.document_line_amount": (
        "The price times the quantity of a line is not its amount, or a price is negative ({rule:plain}). Correct the"
        " charge.",
        "Le prix fois la quantité d'une ligne ne fait pas son montant, ou un prix est négatif ({rule:plain}). Corrigez"
        " la prestation.",
    ),
    "billing.mention.document_terms": (
        "Neither a day of payment nor terms are stated ({rule:plain}). State payment_days in invoicing.csv, of the"
        " customer or of the seller.",
        "Ni échéance ni conditions de paiement ({rule:plain}). Indiquez payment_days dans invoicing.csv, pour le client"
        " ou pour le vendeur.",
    ),
    "billing.mention.document_due": (
        "It would be due before it is issued ({rule:plain}). Choose a later day of payment.",
        "L'échéance précède l'émission ({rule:plain}). Choisissez une échéance plus tardive.",
    ),
    "billing.mention.document_supplied": (
        "The day of the supply is missing ({rule:plain}). State a day or a period.",
        "La date de la prestation manque ({rule:plain}). Indiquez un jour ou une période.",
    ),
    "billing.mention.document_exemption": (
        "A line is exempt from VAT without a reason ({rule:plain}). State the exemption of its offering.",
        "Une ligne est exonérée sans motif ({rule:plain}). Indiquez l'exonération de son offre.",
    ),
    "billing.mention.document_preceding": (
        "It does not say which invoice it takes back ({rule:plain}). Name the invoice.",
        "La facture qu'il annule n'est pas indiquée ({rule:plain}). Nommez-la.",
    ),
}
