"""Phone numbers as people write them, and how a phone rings them."""

import re

PHONE_IN_TEXT = r"(?<![\d/+])(0\d{2,4}(?: \d{3,4}){1,2}|0\d{9,10}|116 \d{3})(?!\d)"  # 116 123: Samaritans, in all of Europe


def phone_address(number: str) -> str:
    """The address that rings a British number. One without a 0 in front, like 116 123, is rung as it stands.

    >>> phone_address("0808 157 0100"), phone_address("116 123")
    ('tel:+448081570100', 'tel:116123')
    """
    digits = re.sub(r"\D", "", number)
    return f"tel:+44{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"
