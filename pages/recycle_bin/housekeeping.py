"""What the scheduler does with the bin."""

from django.utils import timezone

from pages.recycle_bin.models import KEPT_FOR, DeletedPage


def empty() -> str:
    """Forget what was deleted longer ago than it is kept for. One sentence that says how much."""
    _number, by_model = DeletedPage.objects.filter(deleted_at__lt=timezone.now() - KEPT_FOR).delete()
    return f"{by_model.get(DeletedPage._meta.label, 0)} deleted pages forgotten after {KEPT_FOR.days} days in the bin"
