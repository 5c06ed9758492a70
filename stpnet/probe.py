"""`python -m stpnet.probe`: ends with 0 when this container's site is ready. For the engine that runs containers."""

import http.client
import sys

from stpnet import env

SECONDS = 4


def main() -> int:
    address, _, port = env.text("WEB_ADDRESS", "127.0.0.1:8000").rpartition(":")
    # Whatever it listens on, it is asked from inside, as the proxy would ask.
    host = "127.0.0.1" if address in {"", "0.0.0.0", "[::]"} else address  # nosec B104 # noqa: S104 - compared, not bound to
    connection = http.client.HTTPConnection(host, int(port), timeout=SECONDS)
    headers = {"Host": env.words("ALLOWED_HOSTS", "localhost")[0], "X-Forwarded-Proto": "https"}
    try:
        connection.request("GET", "/readyz", headers=headers)
        return int(connection.getresponse().status != http.HTTPStatus.OK)
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
