"""Where pictures and documents are kept: a folder, or a bucket that several machines share."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured


def media_storage(url: str) -> dict[str, Any]:
    """Django's ``STORAGES["default"]``: the folder ``MEDIA_ROOT``, or S3-compatible storage through django-storages.

    ``s3://bucket?endpoint=https://storage.example.org&region=…&domain=media.example.org``; keys come from the environment
    as boto3 reads them (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``). Raises ``ImproperlyConfigured``.
    """
    if not url:
        return {"BACKEND": "expo_site.whole_files.WholeFileStorage"}
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured(f"MEDIA_BUCKET_URL is {url!r}; it must look like s3://bucket?endpoint=https://….")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    names = {"endpoint": "endpoint_url", "region": "region_name", "domain": "custom_domain"}
    if unknown := set(asked) - set(names):
        raise ImproperlyConfigured(
            f"MEDIA_BUCKET_URL knows endpoint, region and domain, not {', '.join(sorted(unknown))}."
        )
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "file_overwrite": False,
        "querystring_auth": False,
        "object_parameters": {"CacheControl": "public, max-age=2592000"},
        **{names[name]: value for name, value in asked.items()},
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
