"""What serving attaches to the workflow: actions, what follows from other steps, rules of time."""

from django.utils.translation import gettext_lazy as _

from onestop.requests.matching.doers import serves
from onestop.requests.serving import (
    answering,
    ending,
    escalating,
    forms,
    needs,
    publishing,
    results,
    rules,
    services,
    when,
)
from onestop.requests.workflow import actions, events, tending
from onestop.requests.workflow.actions import Action

events.listen("withdraw")(ending.on_withdraw)
events.listen("begin_matching", "look_again")(ending.on_search)
events.listen("give_back")(ending.on_give_back)
events.listen("consent_withdrawn")(ending.on_consent_withdrawn)
events.listen("consent_withdrawn")(publishing.on_consent_withdrawn)

tending.rule("silent_institutions")(rules.escalate_silent)
tending.rule("pauses")(rules.end_long_pauses)
tending.rule("candidates_files")(rules.remove_candidates_files)

actions.register(
    Action("start", services.start, forms.StartForm, 10, _("The service has begun."), when=serves),
    Action("entry", services.enter, forms.EntryForm, 10, _("It stands in the service record."), when=serves),
    Action("step", services.take_step, forms.StepForm, 15, _("The step is noted."), when=when.has_steps),
    Action("recorded", services.fill_in, forms.RecordForm, 20, _("The record is filled in."), when=serves),
    Action("result", results.add_result, forms.ResultForm, 25, _("The result is kept."), when=serves),
    Action(
        "released",
        results.release,
        weight=26,
        done=_("The enterprise can read it now."),
        when=when.unreleased,
    ),
    Action(
        "corrected",
        services.correct,
        forms.CorrectForm,
        80,
        _("Corrected; the first wording stays beside it."),
        when=when.can_correct,
    ),
    Action(
        "wait_enterprise",
        services.wait_enterprise,
        forms.ReasonForm,
        40,
        _("The clock stands still until the enterprise has answered."),
        when=when.can_wait,
        why_not=when.waited_enough,
    ),
    Action(
        "wait_sample",
        services.wait_sample,
        forms.ReasonForm,
        45,
        _("The clock stands still while the sample is under way."),
        when=when.can_wait,
        why_not=when.waited_enough,
    ),
    Action("resume", services.resume, forms.ResumeForm, 10, _("The clock runs again.")),
    Action(
        "complete",
        services.complete,
        forms.CompleteForm,
        20,
        _("Completed. The enterprise is asked for its evaluation."),
        when=serves,
    ),
    Action(
        "escalate",
        escalating.escalate,
        forms.EscalateForm,
        60,
        _("The centre has it now; it decides how to go on."),
        when=when.can_escalate,
    ),
    Action(
        "rematch",
        escalating.rematch,
        forms.ReasonForm,
        10,
        _("We look for another; whoever had it before is left out."),
    ),
    Action("take_over", escalating.take_over, forms.TakeOverForm, 20, _("The centre serves it from now on.")),
    Action(
        "close_unsolved",
        escalating.close_unsolved,
        forms.UnsolvedForm,
        50,
        _("Closed; the enterprise has been told why."),
    ),
    Action(
        "answer",
        answering.answer,
        forms.AnswerForm,
        10,
        _("Thank you; the enterprise can read it."),
        when=serves,
    ),
    Action("new_need", needs.new_need, forms.NeedForm, 50, _("Filed as a request of its own."), when=serves),
    Action(
        "published",
        publishing.publish,
        forms.PublishForm,
        60,
        _("It is a draft among the frequent questions; a reviewer decides."),
        when=when.can_publish,
    ),
    Action(
        "consented",
        publishing.agree,
        forms.QuestionConsentForm,
        60,
        _("Thank you. It helps others."),
        when=when.is_asked_to_publish,
    ),
    Action(
        "reopen", escalating.reopen, forms.ReasonForm, 50, _("The request is open again."), when=when.reopens
    ),
)
