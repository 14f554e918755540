"""Files on S3. Only where it is chosen: boto3 takes half a second to import."""

from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from storages.backends.s3 import S3Storage


class S3Files(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """Private, whoever owns the bucket; and a server that is away holds a page for some six seconds at most."""

    def __init__(self, **settings: Any) -> None:
        config = Config(
            connect_timeout=1,
            read_timeout=2,
            retries={"mode": "standard", "total_max_attempts": 2},
            signature_version="s3v4",
            # Amazon wants the bucket in the host's name; servers of one's own seldom have such names.
            s3={"addressing_style": "path" if settings.get("endpoint_url") else "auto"},
        )
        super().__init__(client_config=config, **settings)

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "default_acl": "private",
            "querystring_auth": True,
            "querystring_expire": 300,
            "file_overwrite": True,  # a key names its content: what has it already is the same
            "transfer_config": TransferConfig(use_threads=False),
        }
