"""That the content the site ships with was loaded."""

from django.db import models


class ContentLoad(models.Model):
    """One row a load. While there is one, nothing is loaded again, whatever became of the pages."""

    name = models.CharField(max_length=40, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}, {self.loaded_at:%Y-%m-%d}"
