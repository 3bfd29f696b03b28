"""Before any test: no screen is needed, and nothing of the user's environment leaks in."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
for name in [name for name in os.environ if name.startswith("HALLCALL_")]:
    del os.environ[name]
