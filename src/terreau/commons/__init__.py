"""Commons: a resource, its community, its rules; its pages and the descriptions it is known by."""
