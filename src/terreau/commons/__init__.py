"""Commons: a resource, the people who care for it, the rules they give themselves."""
