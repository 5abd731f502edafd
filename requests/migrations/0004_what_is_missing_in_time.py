"""A time of its own for an enterprise that is to send what is missing, and how a request ends when it is over."""

import datetime as dt

from django.db import migrations, models
from django.utils import timezone

DAYS = 14
"""About ten working days, for requests that wait already: nobody had told those enterprises of a limit."""


def give_time(apps, _editor):
    """Let the time begin today for what was sent back before."""
    until = timezone.localdate() + dt.timedelta(DAYS)
    waiting = apps.get_model("requests", "ServiceRequest").objects.filter(status="returned").exclude(stage="gaps")
    waiting.update(stage="gaps", stage_since=timezone.now(), stage_due_on=until)


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0003_roles'),
    ]

    operations = [
        migrations.AlterField(
            model_name='servicerequest',
            name='resolution',
            field=models.CharField(blank=True, choices=[('solved', 'Solved'), ('answered', 'Answered'), ('unsolved', 'Could not be solved'), ('refused', 'Not accepted'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Not completed in time, counts as withdrawn')], max_length=9, verbose_name='how it ended'),
        ),
        migrations.AlterField(
            model_name='servicerequest',
            name='stage',
            field=models.CharField(blank=True, choices=[('accept', 'Decide on acceptance'), ('gaps', 'Enterprise sends what is missing'), ('match', 'Match'), ('consent', 'Enterprise says whether it agrees'), ('take', 'Institution accepts'), ('answer', 'Answer of the expert'), ('start', 'Begin the service'), ('serve', 'Serve'), ('escalate', 'Escalate what cannot be solved'), ('decide', 'Decide on an escalation'), ('update', 'Tell how it goes'), ('call_back', 'Call back'), ('call_back_later', 'Call back once more'), ('evaluate', 'Evaluate'), ('reopen', 'Reopen'), ('pause', 'Longest pause in all'), ('extend', 'Longest extension'), ('rectify_answer', 'First answer of a rectification'), ('rectify', 'Finish a rectification'), ('complaint_accept', 'Accept a complaint'), ('complaint_answer', 'Answer a complaint')], max_length=16, verbose_name='stage'),
        ),
        migrations.AlterField(
            model_name='timelimit',
            name='stage',
            field=models.CharField(choices=[('accept', 'Decide on acceptance'), ('gaps', 'Enterprise sends what is missing'), ('match', 'Match'), ('consent', 'Enterprise says whether it agrees'), ('take', 'Institution accepts'), ('answer', 'Answer of the expert'), ('start', 'Begin the service'), ('serve', 'Serve'), ('escalate', 'Escalate what cannot be solved'), ('decide', 'Decide on an escalation'), ('update', 'Tell how it goes'), ('call_back', 'Call back'), ('call_back_later', 'Call back once more'), ('evaluate', 'Evaluate'), ('reopen', 'Reopen'), ('pause', 'Longest pause in all'), ('extend', 'Longest extension'), ('rectify_answer', 'First answer of a rectification'), ('rectify', 'Finish a rectification'), ('complaint_accept', 'Accept a complaint'), ('complaint_answer', 'Answer a complaint')], max_length=16, verbose_name='stage'),
        ),
        migrations.RunPython(give_time, migrations.RunPython.noop),
    ]
