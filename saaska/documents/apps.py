from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from saaska.documents.checks import check_fonts, check_large_fonts, check_libraries


class DocumentsConfig(AppConfig):
    name = "saaska.documents"
    verbose_name = _("Document designs")

    def ready(self) -> None:
        checks.register(check_libraries, "documents")
        checks.register(check_fonts, "documents")
        checks.register(check_large_fonts, "documents")
