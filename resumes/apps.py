from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResumesConfig(AppConfig):
    name = "resumes"
    verbose_name = _("Résumés")

    def ready(self) -> None:
        from resumes import printing
        from resumes import samples as ours
        from saaska.documents import orders, samples

        samples.register("resume", ours.order)
        orders.register("resume", printing.order)
