"""``/en/parallel/about/overview/`` shows ``/en/about/overview/`` in both languages."""

from django.urls import reverse


def parallel_path(path: str) -> str:
    """The local address of the parallel text of the page at ``path``, in the active language."""
    return reverse("parallel", args=[path.lstrip("/").partition("/")[2]])
