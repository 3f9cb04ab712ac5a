"""What only a real browser, in front of the real program, can tell."""
