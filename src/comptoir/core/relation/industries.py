"""Are two activity codes the same industry?

Codes are compared at the class level of NACE and NAF, the first four digits (72.19Z and 72.19 agree, 72.11 does
not). A code that is only known less finely agrees with what it begins (72 with 72.19), from two digits on.
"""

from __future__ import annotations

from functools import lru_cache

_CLASS_DIGITS = 4
_LEAST_DIGITS = 2


@lru_cache(maxsize=4096)
def industry_class(code: str) -> str:
    """The class of an activity code; a code without digits is compared as it is written, ignoring case.

    >>> industry_class("72.19Z"), industry_class("72"), industry_class("Research")
    ('7219', '72', 'research')
    """
    digits = "".join(character for character in code if character.isdecimal())
    return digits[:_CLASS_DIGITS] if digits else code.strip().casefold()


def same_industry(one: str, other: str) -> bool:
    """Whether two activity codes name one industry.

    >>> same_industry("72.19Z", "7219"), same_industry("72.19", "72.11"), same_industry("72", "72.19")
    (True, False, True)
    """
    short, long = sorted((industry_class(one), industry_class(other)), key=len)
    if short == long:
        return bool(short)
    both_digits = short.isdecimal() and long.isdecimal()
    return both_digits and len(short) >= _LEAST_DIGITS and long.startswith(short)
