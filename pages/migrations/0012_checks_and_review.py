"""Weights of the checks of texts, and the review: translation first, then approval."""

import django.db.models.deletion
from django.db import migrations, models

from pages.groups import MODERATORS, grant
from pages.review_workflow import set_up_workflow


def set_up(apps, schema_editor):
    set_up_workflow(apps)
    grant(apps, MODERATORS, "pages", "checksettings", ["change"])


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pages', '0011_settings_by_language'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('missing', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='blocking', max_length=10, verbose_name='Required texts are there')),
                ('numbers', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='blocking', max_length=10, verbose_name='Numbers are the same in both languages')),
                ('figures', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='warning', max_length=10, verbose_name='Numbers follow the recorded figures')),
                ('pictures', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='warning', max_length=10, verbose_name='Pictures have texts for screen readers')),
                ('links', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='blocking', max_length=10, verbose_name='Links lead somewhere')),
                ('punctuation', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='warning', max_length=10, verbose_name='Chinese punctuation')),
                ('debris', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='blocking', max_length=10, verbose_name='No left-over words of other pages')),
                ('superlatives', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='warning', max_length=10, verbose_name='Superlatives have a source')),
                ('terms', models.CharField(choices=[('off', 'not checked'), ('warning', 'warns'), ('blocking', 'holds up approval and publishing')], default='warning', max_length=10, verbose_name='Names and terms as agreed')),
                ('denied_hosts', models.TextField(blank=True, help_text='One a line, such as example.net; what is below it counts too.', verbose_name='hosts not to link to')),
            ],
            options={
                'verbose_name': 'checks of texts',
                'verbose_name_plural': 'checks of texts',
            },
        ),
        migrations.CreateModel(
            name='EditorialTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'editorial approval',
                'verbose_name_plural': 'editorial approvals',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='TranslationTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('language', models.CharField(choices=[('zh-hans', '简体中文')], default='zh-hans', max_length=10, verbose_name='language')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'translation task',
                'verbose_name_plural': 'translation tasks',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.RunPython(set_up, migrations.RunPython.noop),
    ]
