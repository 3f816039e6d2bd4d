"""Sentences of core.relation: the proof of a standing, capacities, and what is wrong with facts."""

# code -> (English, French)
SENTENCES: dict[str, tuple[str, str]] = {
    # steps of a proof
    "standing.employed": (
        "{subject} is employed by {object} ({valid}; source: {source}).",
        "{subject} est salarié de {object} ({valid} ; source : {source}).",
    ),
    "standing.employed_as": (
        "{subject} is employed by {object} as “{role}” ({valid}; source: {source}).",
        "{subject} est salarié de {object} en qualité de « {role} » ({valid} ; source : {source}).",
    ),
    "standing.member": (
        "{subject} is a member of {object} ({valid}; source: {source}).",
        "{subject} est membre de {object} ({valid} ; source : {source}).",
    ),
    "standing.member_as": (
        "{subject} is a member of {object} as {role:term} ({valid}; source: {source}).",
        "{subject} est membre de {object} en qualité de « {role:term} » ({valid} ; source : {source}).",
    ),
    "standing.part_of": (
        "{subject} is part of {object} ({valid}; source: {source}).",
        "{subject} est rattaché à {object} ({valid} ; source : {source}).",
    ),
    "standing.controlled": (
        "{object} holds {share:percent} of the votes of {subject} and controls it ({valid}; source: {source}).",
        "{object} détient {share:percent} des voix de {subject} et le contrôle ({valid} ; source : {source}).",
    ),
    "standing.holding": (
        "{object} holds {share:percent} of the votes of {subject} ({valid}; source: {source}).",
        "{object} détient {share:percent} des voix de {subject} ({valid} ; source : {source}).",
    ),
    "standing.held_together": (
        "Companies of one group together hold {share:percent} of the votes of {subject} and control it.",
        "Des sociétés d'un même groupe détiennent ensemble {share:percent} des voix de {subject} et le contrôlent.",
    ),
    "standing.agreement": (
        "{subject} has an agreement with {object} ({valid}; source: {source}).",
        "{subject} a une convention avec {object} ({valid} ; source : {source}).",
    ),
    "standing.agreement_as": (
        "{subject} has an agreement “{role}” with {object} ({valid}; source: {source}).",
        "{subject} a une convention « {role} » avec {object} ({valid} ; source : {source}).",
    ),
    "standing.industry": (
        "{subject} has the activity code {role} ({valid}; source: {source}).",
        "{subject} a le code d'activité {role} ({valid} ; source : {source}).",
    ),
    "standing.industry_declared": (
        "{subject} has the activity code {role}.",
        "{subject} a le code d'activité {role}.",
    ),
    "standing.acts_for": (
        "{subject} may act for {object} ({valid}; source: {source}).",
        "{subject} peut agir pour {object} ({valid} ; source : {source}).",
    ),
    "standing.bought": (
        "{subject} has bought from {object} ({valid}; source: {source}).",
        "{subject} a acheté à {object} ({valid} ; source : {source}).",
    ),
    # conclusions
    "standing.same_entity": (
        "{customer} and {supplier} belong to the same legal entity, {entity}: internal customer.",
        "{customer} et {supplier} relèvent de la même entité juridique, {entity} : client interne.",
    ),
    "standing.same_group": (
        "{customer} belongs to {own_entity}, {supplier} to {entity}, and both are one group: internal customer.",
        "{customer} relève de {own_entity}, {supplier} de {entity}, et les deux forment un groupe : client interne.",
    ),
    "standing.partner": (
        "{customer} does not belong to the organization of {supplier} but has an agreement with it: external "
        "customer, partner.",
        "{customer} n'appartient pas à l'organisation de {supplier}, mais une convention les lie : client externe, "
        "partenaire.",
    ),
    "standing.same_industry": (
        "{customer} does not belong to the organization of {supplier} but to the same industry ({role}): external "
        "customer.",
        "{customer} n'appartient pas à l'organisation de {supplier}, mais au même secteur d'activité ({role}) : "
        "client externe.",
    ),
    "standing.no_tie": (
        "No fact in force ties {customer} to the organization of {supplier}: external customer.",
        "Aucun fait en vigueur ne rattache {customer} à l'organisation de {supplier} : client externe.",
    ),
    "standing.unknown_customer": (
        "{customer} is unknown: treated as external, to be reviewed.",
        "{customer} est inconnu : traité comme externe, à vérifier.",
    ),
    "standing.unknown_supplier": (
        "{supplier} is not declared as a unit, so nothing ties {customer} to it: treated as external, to be reviewed.",
        "{supplier} n'est pas déclaré comme unité, rien ne lui rattache donc {customer} : traité comme externe, "
        "à vérifier.",
    ),
    # considered and set aside
    "standing.ended": (
        "Set aside, ended: {subject} – {relation} – {object}, {valid} (source: {source}).",
        "Écarté, terminé : {subject} – {relation} – {object}, {valid} (source : {source}).",
    ),
    "standing.not_begun": (
        "Set aside, not begun yet: {subject} – {relation} – {object}, {valid} (source: {source}).",
        "Écarté, pas encore commencé : {subject} – {relation} – {object}, {valid} (source : {source}).",
    ),
    "standing.role_outside": (
        "Set aside: {subject} is a member of {object}, but the role “{role}” does not count as inside "
        "({valid}; source: {source}).",
        "Écarté : {subject} est membre de {object}, mais la qualité « {role} » ne compte pas comme interne "
        "({valid} ; source : {source}).",
    ),
    "standing.control_too_small": (
        "Set aside: {object} holds {share:percent} of the votes of {subject}; only more than half is control "
        "({valid}; source: {source}).",
        "Écarté : {object} détient {share:percent} des voix de {subject} ; seule plus de la moitié vaut contrôle "
        "({valid} ; source : {source}).",
    ),
    "standing.outranked": (
        "Also true, but another tie comes first: {subject} – {relation} – {object}, {valid} (source: {source}).",
        "Vrai aussi, mais un autre lien l'emporte : {subject} – {relation} – {object}, {valid} (source : {source}).",
    ),
    "standing.agreement_elsewhere": (
        "Set aside: {subject} has an agreement with {object}, which is not above this supplier ({valid}; source: "
        "{source}).",
        "Écarté : {subject} a une convention avec {object}, qui n'est pas au-dessus de ce fournisseur ({valid} ; "
        "source : {source}).",
    ),
    # capacities
    "capacity.private": (
        "{subject} may always act privately.",
        "{subject} peut toujours agir à titre privé.",
    ),
}
