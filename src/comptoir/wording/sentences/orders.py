"""Orders, quotes, approvals, funds, accounts and rights: what stands against them, and what an explanation adds."""

SENTENCES: dict[str, tuple[str, str]] = {
    "permission.denied": (
        "You may not {what} here ({place}). Ask the administrator or the manager of the unit for the role that may.",
        "Vous n'avez pas le droit de {what} ici ({place}). Demandez à l'administrateur ou au responsable de l'unité"
        " le rôle qui le permet.",
    ),
    "place.house": ("the whole house", "toute la maison"),
    "actor.unknown": (
        "Nobody named {person} is known here. Ask the administrator to declare this person.",
        "Personne du nom de {person} n'est connu ici. Demandez à l'administrateur de déclarer cette personne.",
    ),
    "actor.capacity": (
        "{person} may not act for {party} today. Choose another capacity, or have the affiliation recorded.",
        "{person} ne peut pas agir pour {party} aujourd'hui. Choisissez une autre qualité, ou faites enregistrer"
        " le rattachement.",
    ),
    "store.busy": (
        "Somebody else is just writing the same thing. Nothing was changed; try again in a moment.",
        "Quelqu'un d'autre écrit au même endroit. Rien n'a été modifié ; réessayez dans un instant.",
    ),
    # --- orders -------------------------------------------------------------------------------------------------
    "order.unknown": (
        "There is no order {order}. Look it up in your activity.",
        "Il n'existe pas de commande {order}. Cherchez-la dans votre activité.",
    ),
    "order.empty": (
        "The basket is empty. Put at least one thing into it.",
        "Le panier est vide. Ajoutez-y au moins une offre.",
    ),
    "order.too_many_lines": (
        "The basket has {count} lines; {most} is the most. Split it into several orders.",
        "Le panier compte {count} lignes ; le maximum est {most}. Faites-en plusieurs commandes.",
    ),
    "order.period": (
        "Line {line}: a period needs a beginning and a later end.",
        "Ligne {line} : une période demande un début, puis une fin plus tardive.",
    ),
    "order.quantity": (
        "Line {line}: the quantity must be a number above 0, at most a thousand million.",
        "Ligne {line} : la quantité doit être un nombre supérieur à 0, un milliard au plus.",
    ),
    "order.unknown_offering": (
        "Line {line}: nothing named {offering} is offered. Choose from the catalog.",
        "Ligne {line} : aucune offre ne s'appelle {offering}. Choisissez dans le catalogue.",
    ),
    "order.no_card": (
        "Line {line}: the supplier of {offering} has published no prices. Ask for a quote.",
        "Ligne {line} : le fournisseur de {offering} n'a publié aucun tarif. Demandez un devis.",
    ),
    "order.not_priced": (
        "Line {line}, {offering}, cannot be ordered as it is ({status}): {why}",
        "Ligne {line}, {offering} : commande impossible en l'état ({status}). {why}",
    ),
    "order.taken": (
        "Line {line}, {offering}: {why} Nothing was ordered.",
        "Ligne {line}, {offering} : {why} Rien n'a été commandé.",
    ),
    "order.not_bookable": (
        "Line {line}, {offering}, cannot be booked as it is: {why}",
        "Ligne {line}, {offering} : réservation impossible en l'état. {why}",
    ),
    "order.hold": (
        "There is no hold {booking} of yours for this any more. Choose the time again.",
        "Vous n'avez plus d'option {booking} pour cela. Choisissez de nouveau le créneau.",
    ),
    "order.hand_back": (
        "Line {line} is delivered by its booking {booking}: hand it over and take it back at the counter.",
        "La ligne {line} est livrée par sa réservation {booking} : remettez-la et reprenez-la au comptoir.",
    ),
    "order.undo_reason": (
        "Say why it was not delivered after all, in at most {most} characters.",
        "Dites pourquoi ce n'était finalement pas livré, en {most} caractères au plus.",
    ),
    "order.delivery_posted": (
        "The charge {charge} for it is in the books already. Have it reversed first, then take the delivery back.",
        "L'imputation {charge} est déjà dans les livres. Faites-la d'abord extourner, puis annulez la livraison.",
    ),
    "order.party": (
        "Nobody is known as {party}. Choose a party from the list.",
        "Aucun tiers n'est connu sous {party}. Choisissez-en un dans la liste.",
    ),
    "order.payer": (
        "{buyer} may not have {payer} pay. Choose a payer for whom you may act.",
        "{buyer} ne peut pas faire payer {payer}. Choisissez un payeur pour qui vous pouvez agir.",
    ),
    "order.cost_center": (
        "The cost center {cost_center} does not exist or is closed on this day. Choose an open one.",
        "Le centre de coûts {cost_center} n'existe pas ou est fermé ce jour-là. Choisissez-en un qui est ouvert.",
    ),
    "order.cost_center_of": (
        "The cost center {cost_center} belongs to {unit}, not to {payer}. Choose one of the payer's.",
        "Le centre de coûts {cost_center} appartient à {unit} et non à {payer}. Choisissez-en un du payeur.",
    ),
    "order.share_twice": (
        "{cost_center} stands twice among the shares. Name each cost center once, with all that it bears.",
        "{cost_center} figure deux fois dans la répartition. Nommez chaque centre de coûts une fois, avec sa part"
        " entière.",
    ),
    "order.too_many_shares": (
        "At most {most} cost centers share one order. Order in several parts.",
        "{most} centres de coûts au plus se partagent une commande. Commandez en plusieurs fois.",
    ),
    "order.share_amount": (
        "This is priced in several currencies ({currencies}), so shares must be percentages. State them in percent.",
        "Le prix est en plusieurs monnaies ({currencies}) : les parts se disent en pourcentage. Indiquez-les ainsi.",
    ),
    "order.cap": (
        "{payer} may spend {cap} per {period:term}; {left} is left, and this order comes to {asked}. Order less, or"
        " ask the controller for more.",
        "{payer} peut dépenser {cap} par {period:term} ; il reste {left} et cette commande s'élève à {asked}."
        " Commandez moins, ou demandez davantage au contrôleur.",
    ),
    "order.busy": (
        "Another order changed the same count at this very moment. Nothing was ordered; try again.",
        "Une autre commande a modifié le même compteur au même moment. Rien n'a été commandé ; réessayez.",
    ),
    "order.own_approval": (
        "{approver} orders, buys or receives here and cannot approve it. Ask somebody else of the paying unit.",
        "{approver} commande, achète ou reçoit ici et ne peut pas approuver. Demandez à une autre personne de"
        " l'unité qui paie.",
    ),
    "order.approved_twice": (
        "{approver} has given an answer already. The next one must come from somebody else.",
        "{approver} a déjà répondu. La réponse suivante doit venir d'une autre personne.",
    ),
    "order.line_unknown": (
        "The order has no line {line} that can be changed.",
        "La commande n'a pas de ligne {line} que l'on puisse modifier.",
    ),
    "order.not_confirmed": (
        "The order {order} is not confirmed. Only a confirmed order is changed or delivered.",
        "La commande {order} n'est pas confirmée. On ne modifie ou ne livre qu'une commande confirmée.",
    ),
    "order.above_limit": (
        "With this change {payer} would need another approval. Cancel the line and order anew.",
        "Avec cette modification, {payer} devrait donner une autre approbation. Annulez la ligne et commandez de"
        " nouveau.",
    ),
    "order.given_free": (
        "{offering} was given free by {by}. {note}",
        "{offering} : remis gratuitement par {by}. {note}",
    ),
    # --- keys ---------------------------------------------------------------------------------------------------
    "idempotency.other_body": (
        "The key “{key}” was used for something else. Take a new key for a new order.",
        "La clé « {key} » a servi à autre chose. Prenez une nouvelle clé pour une nouvelle commande.",
    ),
    "idempotency.key": (
        "A key has at most {most} characters.",
        "Une clé compte {most} caractères au plus.",
    ),
    # --- quotes -------------------------------------------------------------------------------------------------
    "quote.unknown": (
        "There is no quote {quote}.",
        "Il n'existe pas de devis {quote}.",
    ),
    "quote.expired": (
        "The quote was valid until {valid_until}. Ask for a new one.",
        "Le devis était valable jusqu'au {valid_until}. Demandez-en un nouveau.",
    ),
    "quote.validity": (
        "A quote cannot end in the past ({valid_until}). Choose a later date.",
        "Un devis ne peut pas finir dans le passé ({valid_until}). Choisissez une date plus tardive.",
    ),
    "quote.standing_changed": (
        "The customer is no longer who it was when the quote was made. Ask for a new one.",
        "La situation du client a changé depuis le devis. Demandez-en un nouveau.",
    ),
    "quote.used_up": (
        "The quote counted on something that another order has used since. Ask for a new one.",
        "Le devis comptait sur un avantage qu'une autre commande a utilisé depuis. Demandez-en un nouveau.",
    ),
    # --- limits and funds ---------------------------------------------------------------------------------------
    "fund.short": (
        "The fund of {payer} holds {balance}; this order comes to {asked}. Pay in first, or order less.",
        "Le fonds de {payer} contient {balance} ; cette commande s'élève à {asked}. Alimentez-le, ou commandez moins.",
    ),
    "fund.short_for_fee": (
        "The fund holds less than the fee of {asked}. Pay in first.",
        "Le fonds ne couvre pas les frais de {asked}. Alimentez-le d'abord.",
    ),
    "fund.amount": (
        "{amount} cannot be paid in. State an amount above 0.",
        "On ne peut pas verser {amount}. Indiquez un montant supérieur à 0.",
    ),
    "limit.negative": (
        "A limit of {amount} makes no sense. State 0 or more.",
        "Une limite de {amount} n'a pas de sens. Indiquez 0 ou davantage.",
    ),
    "limit.unknown": (
        "There is no limit number {number} in force.",
        "Aucune limite numéro {number} n'est en vigueur.",
    ),
    # --- accounts and roles -------------------------------------------------------------------------------------
    "account.taken": (
        "{person} has an account already, or the name {username} is taken. Choose another name.",
        "{person} a déjà un compte, ou le nom {username} est pris. Choisissez un autre nom.",
    ),
    "account.password": (
        "The password is too easy to guess. Use at least 12 characters that are not a common word.",
        "Le mot de passe est trop facile à deviner. Prenez au moins 12 caractères qui ne forment pas un mot courant.",
    ),
    "account.unknown": (
        "{person} has no account that could be changed so. Look at the list of accounts.",
        "{person} n'a pas de compte à modifier ainsi. Voyez la liste des comptes.",
    ),
    "account.address": (
        "No mail address of {person} is known. State one, so that the invitation arrives.",
        "On ne connaît pas d'adresse électronique de {person}. Indiquez-en une, pour que l'invitation parvienne.",
    ),
    "account.email": (
        "“{found}” is not a mail address. Write it like claire@example.org, or leave it out.",
        "« {found} » n'est pas une adresse électronique. Écrivez-la comme claire@example.org, ou laissez-la vide.",
    ),
    "account.own": (
        "Nobody closes his own account. Ask another administrator.",
        "Personne ne ferme son propre compte. Demandez à un autre administrateur.",
    ),
    "role.own": (
        "{person} cannot hand out a role to himself. Ask somebody else who may.",
        "{person} ne peut pas s'attribuer un rôle. Demandez à une autre personne qui en a le droit.",
    ),
    "role.held": (
        "{person} has the role “{role:term}” there already ({unit}).",
        "{person} a déjà le rôle « {role:term} » à cet endroit ({unit}).",
    ),
    "role.not_held": (
        "{person} does not have the role “{role:term}” there ({unit}).",
        "{person} n'a pas le rôle « {role:term} » à cet endroit ({unit}).",
    ),
    "role.unit": (
        "There is no unit {unit}. Choose one from the list.",
        "Il n'existe pas d'unité {unit}. Choisissez-en une dans la liste.",
    ),
    "role.ends_before": (
        "A role cannot end before it begins ({valid_to}). Choose a later date.",
        "Un rôle ne peut pas finir avant d'avoir commencé ({valid_to}). Choisissez une date plus tardive.",
    ),
    # --- what a permission is about: after “you may not” ----------------------------------------------------------
    "action.order.place": ("order for this customer", "commander pour ce client"),
    "action.order.place_for": ("order for others", "commander pour d'autres"),
    "action.order.state_cost": ("state an actual cost", "indiquer un coût réel"),
    "action.order.read": ("read this order", "lire cette commande"),
    "action.order.read_paid": ("read what this unit pays", "lire ce que paie cette unité"),
    "action.order.read_supplied": (
        "read the orders of this supplier",
        "lire les commandes de ce fournisseur",
    ),
    "action.order.read_reasons": ("read the auditor's reasons", "lire les raisons réservées à l'audit"),
    "action.order.change": ("change this order", "modifier cette commande"),
    "action.order.change_supplied": (
        "change orders of this supplier",
        "modifier les commandes de ce fournisseur",
    ),
    "action.order.undo_delivery": ("take this delivery back", "reprendre cette livraison"),
    "action.order.approve": ("approve orders of this payer", "approuver les commandes de ce payeur"),
    "action.budget.read": ("read the budget of this unit", "lire le budget de cette unité"),
    "action.order.deliver": ("deliver for this supplier", "livrer pour ce fournisseur"),
    "action.order.close": ("close orders of this supplier", "clore les commandes de ce fournisseur"),
    "action.quote.ask": ("ask for a quote for this customer", "demander un devis pour ce client"),
    "action.quote.send": ("send quotes for this supplier", "envoyer des devis pour ce fournisseur"),
    "action.quote.accept": ("accept this quote", "accepter ce devis"),
    "action.limit.set": ("set limits for this payer", "fixer des limites pour ce payeur"),
    "action.fund.pay_in": ("pay into funds", "alimenter des fonds"),
    "action.booking.make": ("book for this customer", "réserver pour ce client"),
    "action.booking.make_for": ("book for others", "réserver pour d'autres"),
    "action.booking.change": ("change this booking", "modifier cette réservation"),
    "action.booking.change_supplied": (
        "change bookings of this supplier",
        "modifier les réservations de ce fournisseur",
    ),
    "action.booking.read_supplied": (
        "read the bookings of this supplier",
        "lire les réservations de ce fournisseur",
    ),
    "action.booking.hand_over": (
        "hand over and take back equipment",
        "remettre et reprendre des équipements",
    ),
    "action.booking.maintain": ("block equipment for maintenance", "bloquer un équipement pour maintenance"),
    "action.booking.qualify": ("grant qualifications", "accorder des habilitations"),
    "action.usage.record": ("record usage", "saisir des relevés d'usage"),
    "action.usage.correct": ("correct usage records", "corriger des relevés d'usage"),
    "action.usage.read": ("read usage records", "lire les relevés d'usage"),
    "action.deal.ask": ("ask for a better price", "demander un meilleur prix"),
    "action.deal.answer": ("answer requests for a price", "répondre aux demandes de prix"),
    "action.deal.approve": ("approve price deals", "approuver des accords de prix"),
    "action.deal.read": ("read price deals", "lire des accords de prix"),
    "action.deal.delegate": ("delegate negotiations", "déléguer des négociations"),
    "action.role.grant": ("hand out this role", "attribuer ce rôle"),
    "action.role.grant_staff": ("hand out roles at this counter", "attribuer des rôles à ce comptoir"),
    "action.role.read": ("read who holds which role", "lire qui tient quel rôle"),
    "action.account.create": ("create accounts", "créer des comptes"),
    "action.audit.read": ("read the audit trail", "lire la piste d'audit"),
    "action.company.import": ("import a company folder", "importer un dossier d'entreprise"),
    "action.card.publish": ("publish rate cards", "publier des grilles tarifaires"),
}
