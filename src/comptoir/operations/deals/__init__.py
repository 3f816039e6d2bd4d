"""Negotiation at the counter: asking, offering, approving, agreeing, and who may grant how much.

asking.py      ask_for_price, counter_offer, withdraw, decline
answering.py   offer_price, escalate, approve_offer, and decline and withdraw from the unit's side
agreeing.py    agree_deal, end_deal
mandates.py    set_mandate, delegate, end_delegation, set_floor
expiring.py    expire
reading.py     what each side may see
"""
