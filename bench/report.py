"""What a bench answers: a section for the page, and the gates with whether they were kept."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Gate:
    """A figure that must not pass a bound: `value` at most `most`."""

    said: str
    value: float
    most: float

    @property
    def kept(self) -> bool:
        return self.value <= self.most


@dataclass
class Report:
    """Lines of Markdown, then the gates as a table."""

    lines: list[str] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)

    @property
    def section(self) -> str:
        rows = [
            f"| {one.said} | {one.value:.2f} | {one.most:.2f} | {'yes' if one.kept else '**no**'} |"
            for one in self.gates
        ]
        table = (
            ["", "| gate | measured | at most | kept |", "| --- | --- | --- | --- |", *rows] if rows else []
        )
        return "\n".join([*self.lines, *table])

    @property
    def broken(self) -> list[Gate]:
        return [one for one in self.gates if not one.kept]
