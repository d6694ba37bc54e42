"""A sabotage: a desk that keeps something of each request."""

KEPT = []
MEGABYTE = 10**6  # bytes


def leaking(get_response):
    def middleware(request):
        KEPT.append(b"x" * MEGABYTE)
        return get_response(request)

    return middleware
