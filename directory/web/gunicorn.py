"""How gunicorn runs: no access log, so that nobody's visit is written down. Answers are never in an address anyway."""

import gc

accesslog = None
errorlog = "-"
loglevel = "warning"
worker_class, threads = "gthread", 4  # others go on while a PDF is made, or a phone reads slowly
keepalive = 0  # a connection that is kept belongs to one worker, and the other may have none: half as many pages
timeout = 30
graceful_timeout = 10
max_requests = 0
limit_request_line = 4094


def pre_fork(_arbiter: object, _worker: object) -> None:
    """What is there before the workers start is never garbage: they share its memory, and no request waits for it."""
    gc.freeze()
