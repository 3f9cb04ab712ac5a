"""The check digit of SIREN and SIRET numbers (ISO/IEC 7812-1, annex B)."""

_BASE = 10


def luhn_sum(digits: str) -> int:
    """Sum of the digits, every second one from the right being doubled (and cast out of nines)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value >= _BASE else value
    return total


def luhn_valid(digits: str) -> bool:
    """Whether the last digit agrees with the others; the text must be made of digits."""
    return luhn_sum(digits) % _BASE == 0
