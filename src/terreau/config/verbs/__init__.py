"""The verbs of the command, one file each, with one function: `run(arguments) -> exit code`."""
