"""Figures we claim, each made by a script that anyone can run again; results stand in README.md."""
