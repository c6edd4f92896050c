"""Pictures and documents in a folder or a bucket, by environment alone."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from expo_site.media_storage import media_storage


def test_without_a_bucket_they_are_in_a_folder() -> None:
    assert media_storage("")["BACKEND"].endswith("Storage")


def test_a_bucket_is_named_by_one_address() -> None:
    storage = media_storage("s3://expo/media?endpoint=https://storage.example.org&domain=media.example.org")
    options = storage["OPTIONS"]
    assert storage["BACKEND"] == "storages.backends.s3.S3Storage"
    assert (options["bucket_name"], options["location"]) == ("expo", "media")
    assert options["endpoint_url"] == "https://storage.example.org"
    assert options["custom_domain"] == "media.example.org"
    assert options["file_overwrite"] is False


@pytest.mark.parametrize("url", ["s3://", "gs://bucket", "bucket", "s3://bucket?endpont=x"])
def test_what_it_cannot_mean_is_said(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_BUCKET_URL"):
        media_storage(url)
