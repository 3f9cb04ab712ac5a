"""Communes, EPCI, départements, régions: their codes, shapes, members and history."""
