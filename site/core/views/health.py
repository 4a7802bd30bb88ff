"""Health checks: `/-/alive` for the process, `/-/ready` for the services that it needs."""

import logging

from django.http import HttpResponse, JsonResponse

from core.health import get_health_checks

logger = logging.getLogger("health")


def alive(request) -> HttpResponse:
    """Return 200 while the process runs."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def ready(request) -> JsonResponse:
    """Return the state of each check; 503 when a vital one fails."""
    state, status = {}, 200
    for check in get_health_checks():
        try:
            state[check.name] = check.run()
        except Exception as error:
            logger.warning("%s does not answer: %s", check.name, type(error).__name__)
            state[check.name] = "down"
            if check.vital:
                status = 503
    state["status"] = "ready" if status == 200 else "down"
    return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})
