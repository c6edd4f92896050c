"""The review that the site comes with: the translation first, then editorial approval. Run by a migration, once."""

from typing import Any

from pages.groups import CHINESE_TRANSLATORS, EDITORS, MODERATORS

WORKFLOW = "Translation, then approval · 先翻译，后审批"
TASKS = (
    ("TranslationTask", "Chinese translation · 中文翻译", (CHINESE_TRANSLATORS, EDITORS, MODERATORS)),
    ("EditorialTask", "Editorial approval · 编辑审批", (MODERATORS,)),
)
"""Model, name, and the groups that may approve. Names are one for all, so in both languages, and the administrators' to change."""


def set_up_workflow(apps: Any) -> None:
    """Give the whole tree this workflow, unless somebody has replaced the one that Wagtail's first migration made."""
    root = apps.get_model("pages", "BasePage").objects.filter(depth=1).first()
    on_pages = apps.get_model("wagtailcore", "WorkflowPage").objects
    if root is None or on_pages.exclude(workflow__name="Moderators approval").exists():
        return
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=WORKFLOW)
    content_types = apps.get_model("contenttypes", "ContentType").objects
    groups = apps.get_model("auth", "Group").objects
    for position, (model_name, name, group_names) in enumerate(TASKS):
        model = apps.get_model("pages", model_name)
        content_type, _created = content_types.get_or_create(app_label="pages", model=model_name.lower())
        task = model.objects.create(name=name, content_type=content_type)
        task.groups.set(groups.filter(name__in=group_names))
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.pk, sort_order=position
        )
    on_pages.all().delete()
    on_pages.create(workflow=workflow, page=root)
