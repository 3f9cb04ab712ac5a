"""Settings of the test suite: a data folder of its own, e-mail in memory, static files without a build."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="terreau-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["TERREAU_DATA"] = _folder
os.environ.setdefault("TERREAU_TERRITORY", "200040715")

from terreau.config.settings import *  # noqa: E402, F403 - they read the folder set above
from terreau.config.settings import DATABASES, INSTALLED_APPS, STORAGES  # noqa: E402

# A room of papers to be found, so that search is tested without the rooms above it.
INSTALLED_APPS = [*INSTALLED_APPS, "terreau.foundation.tests.papers"]
# Rows go between two tests without any change being said: a page kept from one would be shown to the next.
KEPT_PAGES_MB = 0
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"] == "terreau.foundation.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["TERREAU_DATA"], "test.sqlite3")}  # noqa: PTH118
WHITENOISE_AUTOREFRESH = True
