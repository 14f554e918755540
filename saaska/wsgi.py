"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
application = get_wsgi_application()

# What was loaded stays to the end. Looking through it for rubbish finds none and stops a request for 50 to 100 ms each
# time. The addresses are loaded first, and with them the views, which Django leaves to the first request.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
