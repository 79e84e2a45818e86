"""Kinship offer: what support can kinship carers have, with the reason, the source and the next step."""
