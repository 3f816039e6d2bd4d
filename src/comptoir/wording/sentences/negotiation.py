"""What a negotiation answers to each side, what deals need, and what the one-rate policy finds."""

SENTENCES: dict[str, tuple[str, str]] = {
    # who may negotiate, and when
    "negotiation.one_rate": (
        "This unit asks one rate of everybody inside: its prices are not negotiated. Larger quantities may cost"
        " less by the rate card, for all alike.",
        "Cette unité applique un tarif unique à tous en interne : ses prix ne se négocient pas. La grille prévoit"
        " peut-être des prix dégressifs, ouverts à tous.",
    ),
    "negotiation.not_open": (
        "This price is not negotiated. Order at your price, or ask the unit a question.",
        "Ce prix ne se négocie pas. Commandez à votre prix, ou posez une question à l'unité.",
    ),
    "negotiation.too_many": (
        "You have proposed {most} {most|price|prices} for this already, and none is settled. Wait for an answer,"
        " or withdraw a request.",
        "Vous avez déjà proposé {most} {most|prix|prix} pour cette offre, et rien n'est réglé. Attendez une"
        " réponse, ou retirez une demande.",
    ),
    "negotiation.cooling_down": (
        "The unit has just declined. You can ask again from {until}; until then you can order at your price.",
        "L'unité vient de refuser. Vous pourrez redemander à partir du {until} ; d'ici là, vous pouvez commander"
        " à votre prix.",
    ),
    "negotiation.unknown": (
        "There is no such request for a price. Look at the list of your requests.",
        "Cette demande de prix n'existe pas. Regardez la liste de vos demandes.",
    ),
    "negotiation.not_your_turn": (
        "It is the other side's turn. You will be told when there is an answer.",
        "C'est à l'autre partie de répondre. Vous serez prévenu dès qu'il y aura une réponse.",
    ),
    "negotiation.not_expired": (
        "This proposal still stands until {until}.",
        "Cette proposition est encore valable jusqu'au {until}.",
    ),
    "negotiation.expired": (
        "This proposal stood until {until} and has expired. Ask for a price again.",
        "Cette proposition était valable jusqu'au {until} ; elle a expiré. Redemandez un prix.",
    ),
    # what is proposed
    "negotiation.unknown_offering": (
        "Nothing called “{offering}” is offered today. Choose an offering of the catalog.",
        "Rien de tel n'est proposé aujourd'hui : « {offering} ». Choisissez une offre du catalogue.",
    ),
    "negotiation.not_below_own": (
        "You pay {own:in currency} already. Ask for less, or order at your price.",
        "Vous payez déjà {own:in currency}. Demandez moins, ou commandez à votre prix.",
    ),
    "negotiation.price": (
        "{found:plain} is not a price here. State an amount of nothing or more, with at most {most} decimals.",
        "{found:plain} n'est pas un prix possible ici. Indiquez un montant positif ou nul, avec au plus {most}"
        " décimales.",
    ),
    "negotiation.quantity": (
        "{found:plain} is not a quantity. State how much is taken at least, as a number of nothing or more.",
        "{found:plain} n'est pas une quantité. Indiquez le minimum à prendre, par un nombre positif ou nul.",
    ),
    "negotiation.per": (
        "A price for one {found:plain} is not possible here. State it for {expected:plain}.",
        "Un prix par {found:plain} n'est pas possible ici. Indiquez-le pour {expected:plain}.",
    ),
    "negotiation.period": (
        "The days from {start} to {end} are no period to come. State a first day from today on, and a later"
        " day on which it ends.",
        "Du {start} au {end} : ce n'est pas une période à venir. Indiquez un premier jour à partir"
        " d'aujourd'hui et un jour de fin plus tardif.",
    ),
    "negotiation.day": (
        "“{found}” is no day. Write it as 2026-11-24.",
        "« {found} » n'est pas un jour. Écrivez-le ainsi : 2026-11-24.",
    ),
    "negotiation.expiry": (
        "A proposal stands for some time: state an instant later than now and within {most} days.",
        "Une proposition vaut un certain temps : indiquez un instant à venir, d'ici {most} jours au plus.",
    ),
    # the supplier's side
    "negotiation.no_mandate": (
        "You have no mandate to grant prices in {unit}. Its manager can give you one, or a colleague can lend"
        " you theirs.",
        "Vous n'avez pas de délégation pour accorder des prix dans {unit}. La personne qui dirige l'unité peut"
        " vous en donner une, ou une autre personne vous prêter la sienne.",
    ),
    "negotiation.own_side": (
        "You speak for the customer here, so you cannot speak for the unit as well. A colleague must answer.",
        "Vous parlez ici pour le client ; vous ne pouvez donc pas parler aussi pour l'unité. Une autre personne"
        " doit répondre.",
    ),
    "negotiation.within_authority": (
        "{price:in currency} is within your own authority: no approval is needed. Make the offer.",
        "{price:in currency} entre dans votre délégation : aucune approbation n'est nécessaire. Faites l'offre.",
    ),
    "negotiation.customer_pays_less": (
        "The customer pays {own:in currency} already. Offer less, or leave it at that.",
        "Le client paie déjà {own:in currency}. Proposez moins, ou restez-en là.",
    ),
    "negotiation.no_limit": ("none", "aucun"),
    "negotiation.lent": (
        "The authority used is {lent_by}’s, lent for these days.",
        "La délégation utilisée est celle de {lent_by}, prêtée pour ces jours-là.",
    ),
    "negotiation.approved": (
        "{approver} approved {price:in currency}, below the authority of {seller}.",
        "Prix de {price:in currency} approuvé par {approver}, au-delà de la délégation de {seller}.",
    ),
    "negotiation.private_benefit": (
        "This is {discount:percent} below the public price of {reference:in currency}, for your own use. Beyond"
        " {allowed:percent}, all of the advantage ({benefit:in currency} per unit) is a benefit in kind and goes"
        " to payroll.",
        "C'est {discount:percent} de moins que le prix public de {reference:in currency}, pour votre usage"
        " personnel. Au-delà de {allowed:percent}, la totalité de l'avantage ({benefit:in currency} par unité)"
        " est un avantage en nature, transmis à la paie.",
    ),
    # deals
    "deal.agreed": (
        "Agreed on {agreed_on}: {price:in currency} per {per:unit}, from {start}.",
        "Conclu le {agreed_on} : {price:in currency} par {per:unit}, à partir du {start}.",
    ),
    "deal.taken": (
        "The deal {deal} of the same customer for the same offering holds on some of these days. Name it as the"
        " one to replace, or choose other days.",
        "L'accord {deal} du même client pour la même offre vaut une partie de ces jours. Indiquez que celui-ci"
        " le remplace, ou choisissez d'autres jours.",
    ),
    "deal.taken_folder": (
        "The deal {deal} of the company folder holds on some of these days. End it in deals.csv first, or choose"
        " other days.",
        "L'accord {deal} du dossier de l'entreprise vaut une partie de ces jours. Terminez-le d'abord dans"
        " deals.csv, ou choisissez d'autres jours.",
    ),
    "deal.unknown": (
        "There is no deal {deal}. Look at the list of deals.",
        "L'accord {deal} n'existe pas. Regardez la liste des accords.",
    ),
    "deal.ended": (
        "The deal {deal} was ended already: it holds until {ends_on}.",
        "L'accord {deal} est déjà terminé : il vaut jusqu'au {ends_on}.",
    ),
    "deal.ends_past": (
        "A deal ends on {today} at the earliest, not on {found}: what was sold at its price stays sold.",
        "Un accord se termine au plus tôt le {today}, pas le {found} : ce qui a été vendu à ce prix le reste.",
    ),
    "deal.guarded": (
        "Somebody else agreed on a price for this customer at the same moment. Reload and look at the deals.",
        "Un autre prix vient d'être conclu pour ce client au même moment. Rechargez et regardez les accords.",
    ),
    # mandates, delegation, floors
    "mandate.share": (
        "A concession is a share between 0% and 100% with at most two decimals; this is {found:plain}.",
        "Une concession est une part entre 0 % et 100 %, avec au plus deux décimales ; ici : {found:plain}.",
    ),
    "mandate.period": (
        "The days from {start} to {end} are no period. State a last day that is later than the first.",
        "Du {start} au {end} : ce n'est pas une période. Indiquez un jour de fin plus tardif que le premier.",
    ),
    "mandate.outside": (
        "{person} does not belong to the organization of {unit} on that day, and cannot sell for it.",
        "{person} n'appartient pas à l'organisation de {unit} ce jour-là et ne peut pas vendre pour elle.",
    ),
    "mandate.own": (
        "Nobody sets a mandate for themselves. Ask the manager of a unit above.",
        "Personne ne fixe sa propre délégation. Demandez à qui dirige une unité supérieure.",
    ),
    "delegation.self": (
        "You cannot lend your mandate to yourself. Choose a colleague.",
        "Vous ne pouvez pas vous prêter votre délégation. Choisissez une autre personne.",
    ),
    "floor.form": (
        "A floor is an amount, a share of the usual price or of a class, or the unit cost with something more:"
        " {expected:plain}; this is “{found:plain}”.",
        "Un plancher est un montant, une part du prix habituel ou d'une catégorie, ou le coût unitaire avec un"
        " supplément : {expected:plain} ; ici « {found:plain} ».",
    ),
    # one rate, held against what was sold
    "one_rate.deal": (
        "{line} of {on} ({offering}, {amount}) rests on the deal {deal}, although its card asks one rate of all.",
        "{line} du {on} ({offering}, {amount}) repose sur l'accord {deal}, alors que sa grille fixe un tarif"
        " unique pour tous.",
    ),
    "one_rate.off_card": (
        "{line} of {on} ({offering}) was sold at {amount}; its card says {quoted}.",
        "{line} du {on} ({offering}) : vendu {amount}, alors que sa grille dit {quoted}.",
    ),
    "one_rate.differs": (
        "{line} of {on} ({offering}) was sold at {amount}, and {other} at {other_amount}, although both asked"
        " the same.",
        "{line} du {on} ({offering}) : vendu {amount}, et {other} {other_amount}, alors que les deux demandes"
        " sont les mêmes.",
    ),
    "one_rate.less": (
        "{line} of {on} ({offering}) was sold outside at {amount}, less than {other} inside ({other_amount}).",
        "{line} du {on} ({offering}) : vendu {amount} à l'extérieur, moins que {other} en interne"
        " ({other_amount}).",
    ),
}
