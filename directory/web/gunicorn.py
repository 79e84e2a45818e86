"""How gunicorn runs: no access log, so that nobody's visit is written down. Answers are never in an address anyway."""

accesslog = None
errorlog = "-"
loglevel = "warning"
timeout = 30
graceful_timeout = 10
max_requests = 0
limit_request_line = 4094
