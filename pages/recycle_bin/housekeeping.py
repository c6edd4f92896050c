"""What the scheduler does with the bin."""

from django.utils import timezone
from django.utils.translation import ngettext

from pages.bilingual.every_language import Sentence, in_every_language
from pages.recycle_bin.models import KEPT_FOR, DeletedPage


def empty() -> Sentence:
    """Forget what was deleted longer ago than it is kept for. One sentence that says how much."""
    _number, by_model = DeletedPage.objects.filter(deleted_at__lt=timezone.now() - KEPT_FOR).delete()
    forgotten = by_model.get(DeletedPage._meta.label, 0)
    return in_every_language(
        lambda: (
            ngettext(
                "%(count)s deleted page forgotten after its days in the bin",
                "%(count)s deleted pages forgotten after their days in the bin",
                forgotten,
            )
            % {"count": forgotten}
        )
    )
