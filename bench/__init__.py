"""Benchmarks: how fast the site is, how large it gets, and what it is compared with. `make bench` runs them all."""
