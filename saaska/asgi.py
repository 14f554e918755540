"""The ASGI application, for a server that wants one; the product is served through wsgi.py."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
application = get_asgi_application()
