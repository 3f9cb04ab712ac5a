"""Settings, root addresses, the WSGI door and the `terreau` command: the only room that knows every other."""
