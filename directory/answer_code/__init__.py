"""Answer codes: all answers of a check in one short code that can be read out, and back. Nothing is stored.

A code is the version of its vocabulary, one number in which every answer stands, and a checksum: 32 signs, without those
that look or sound alike. Why it is made so: docs/decisions/0003-answer-codes.md.
"""

from directory.answer_code.codes import read_code, write_code
from directory.answer_code.signs import Mistyped, NewerVersion

__all__ = ["Mistyped", "NewerVersion", "read_code", "write_code"]
