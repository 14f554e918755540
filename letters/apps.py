from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "letters"
    verbose_name = _("Cover letters")

    def ready(self) -> None:
        from letters import printing
        from letters import samples as ours
        from saaska.documents import orders, samples

        samples.register("letter", ours.order)
        orders.register("letter", printing.order)
