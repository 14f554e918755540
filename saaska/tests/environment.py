"""The environment of the tests, set before Django reads its settings (pytest.ini names this plugin)."""

import gc
import os
import tempfile
from uuid import uuid4

gc.disable()  # what is imported and collected now stays to the end: conftest.py goes on when that is done
static_root = tempfile.TemporaryDirectory(prefix="saaska-static-")
os.environ["DATABASE_LOGIN"] = "owner"  # each request steps down to saaska_web (web_login.py)
os.environ["DEBUG"] = "0"
os.environ["HTTPS"] = "0"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["PUBLIC_URL"] = "http://testserver"
os.environ["REDIS_PREFIX"] = f"test-{uuid4().hex}"  # beside a running product, and beside another test run
os.environ["STATIC_ROOT"] = static_root.name  # empty: files come from their folders
os.environ.setdefault("SECRET_KEY", "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz")
os.environ.setdefault("FIELD_ENCRYPTION_KEYS", "rUJJ1FkXGXRoVnmoyUmmwQWvDE3eC4v5TOJSbm1lSjs=")
# Playwright's synchronous interface runs an event loop in the test's thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
