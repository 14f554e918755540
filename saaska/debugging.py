"""Django's technical pages, shown while DEBUG is on, as far as they differ here."""

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.utils.safestring import SafeString
from django.views import debug

from saaska.http import refusal


class ReporterFilter(debug.SafeExceptionReporterFilter):
    """Addresses of servers hold passwords, too."""

    hidden_settings = re.compile(
        debug.SafeExceptionReporterFilter.hidden_settings.pattern + "|URL|LOCATION", flags=re.IGNORECASE
    )


class Reporter(debug.ExceptionReporter):
    """What a browser sends wrong gets our own page: who runs the product to look at it sends too much like
    everybody."""

    def get_traceback_html(self) -> SafeString:
        if self.request and isinstance(self.exc_value, (BadRequest, SuspiciousOperation)):
            page, _status = refusal(self.request, self.exc_value)
            return page
        return super().get_traceback_html()
