"""Views of saved searches: the form and its confirmation; without cookies. Their end: `search.saved_searches.end_views`."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.rate_limits import Source
from core.forms.protected import HONEYPOT, make_token, process_form
from search.pages.feed import describe_search
from search.query.executor import execute
from search.query.request import SearchRequest
from search.query.result_set import ResultSet
from search.saved_searches import forms, subscriptions, tasks


@csrf_exempt  # core.forms.protected checks the origin of the form, without a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def save(request) -> HttpResponse:
    """Show and process the form; the response is the same whether the address is known or not."""
    language = translation.get_language()[:2]
    results = execute(SearchRequest.from_query(request.GET, language), language)
    if not results.has_criteria:
        return HttpResponseRedirect(reverse("search"))
    form, refusal, status = forms.SavedSearchForm(), None, 200
    if request.method == "POST":
        form, refusal, done = process_form(
            request, forms.SavedSearchForm, lambda data: _subscribe(request, data, results)
        )
        if done:
            return HttpResponseRedirect(f"{request.path}?{results.request.query_string(page=1)}&sent=1", status=303)
        status = refusal.status
    context = {
        "form": form,
        "refusal": refusal,
        "sent": request.GET.get("sent") == "1",
        "name": describe_search(results),
        "back": f"{reverse('search')}?{results.request.query_string(page=1)}",
        "action": f"{request.path}?{results.request.query_string(page=1)}",
        "token": make_token(request.path),
        "honeypot": HONEYPOT,
        "noindex": True,
    }
    return render(request, "search/save.html", context, status=status)


def _subscribe(request, data: dict, results: ResultSet) -> None:
    source = Source.of_request(request)
    saved = subscriptions.subscribe(data["email"], results.request, results.language, source)
    if saved is not None:
        tasks.send_confirmation.enqueue(str(saved.pk))


@csrf_exempt  # the signed link authorizes; GET changes nothing
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, signed: str) -> HttpResponse:
    """Show a saved search for confirmation; POST confirms it."""
    try:
        saved = subscriptions.find_signed(signed, "confirm")
    except subscriptions.InvalidLinkError:
        return render(request, "search/confirm.html", {"state": "broken", "noindex": True}, status=404)
    if saved is None:
        return render(request, "search/confirm.html", {"state": "gone", "noindex": True}, status=404)
    if request.method == "POST":
        subscriptions.confirm(saved)
    context = {
        "state": "done" if saved.confirmed_at else "ask",
        "name": describe_search(subscriptions.run_saved_search(saved)),
        "search": f"{reverse('search')}?{saved.query}",
        "noindex": True,
    }
    return render(request, "search/confirm.html", context)
