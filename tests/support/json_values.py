"""JSON values, compared to the letter."""

import math
from typing import Any


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are alike to the letter: True is not 1, 0.0 not -0.0, and NaN is NaN. Not recursive."""
    pairs = [(one, other)]
    while pairs:
        one, other = pairs.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, dict):
            if list(one) != list(other):
                return False
            pairs.extend((one[key], other[key]) for key in one)
        elif isinstance(one, list):
            if len(one) != len(other):
                return False
            pairs.extend(zip(one, other, strict=True))
        elif isinstance(one, float):
            if not (math.isnan(one) and math.isnan(other)) and repr(one) != repr(other):
                return False
        elif one != other:
            return False
    return True
