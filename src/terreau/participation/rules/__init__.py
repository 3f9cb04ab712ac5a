"""Who may do what when people take part; the rights table in the docs is printed from these."""

from terreau.participation.rules import conversation, files, following, meetings, tokens

__all__ = ["conversation", "files", "following", "meetings", "tokens"]
