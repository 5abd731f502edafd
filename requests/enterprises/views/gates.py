"""What stands between sign-in and work: the promise of confidentiality, a new privacy notice."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from onestop.requests.enterprises import notices, pledges, rooms
from onestop.site.accounts import gates
from onestop.site.accounts.gates import Gate
from onestop.site.accounts.views import next_of

PLEDGE = Gate("pledge", lambda _request, user: pledges.must_pledge(user), "requests_pledge")
NOTICE = Gate("notice", lambda _request, user: notices.must_read(user), "requests_new_notice")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request: HttpRequest) -> HttpResponse:
    """Take the promise of confidentiality (clause 6.3)."""
    missing = request.method == "POST" and "promise" not in request.POST
    if request.method == "POST" and not missing:
        pledges.sign(request.user)
        gates.pass_by(request, PLEDGE.name)
        return redirect(next_of(request))
    context = {"next": next_of(request), "missing": missing, "version": pledges.VERSION}
    response = render(request, "requests/enterprises/pledge.html", context, status=422 if missing else 200)
    return rooms.keep_private(response)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_notice(request: HttpRequest) -> HttpResponse:
    """Tell of a changed privacy notice (PIPL art. 17); going on notes that it was shown."""
    found = notices.current()
    if request.method == "POST":
        if request.POST.get("version") != found.version:  # a newer one came while this was read
            return redirect("requests_new_notice")
        notices.receive(request.user, found.version)
        gates.pass_by(request, NOTICE.name)
        return redirect(next_of(request))
    context = {
        "next": next_of(request),
        "notice": found,
        "items": notices.items(found),
        "changed": notices.was_told(request.user),
    }
    return rooms.keep_private(render(request, "requests/enterprises/new_notice.html", context))
