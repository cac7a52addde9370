"""Where a reader is among quotes: the quote that is open, and whether its source is being read."""

from dataclasses import dataclass, field

from content.pagetree import Tag


@dataclass(slots=True)
class Quotes:
    """The quotes that are open; `enter` and `leave` are told of every tag that is not inline."""

    open: int = 0
    count: int = 0
    source: bool = False
    footers: list[int] = field(default_factory=list)

    @property
    def list_id(self) -> str:
        """What groups the parts of the quote that is open, or was last."""
        return f"quote-{self.count}"

    def enter(self, tag: Tag) -> None:
        """Open a quote, or its source."""
        if tag.name == "blockquote":
            self.count += not self.open
            self.open += 1
        elif tag.name == "footer" and self.open:
            self.footers.append(tag.place)

    def leave(self, tag: Tag) -> None:
        """Close a quote, or its source."""
        self.open -= tag.name == "blockquote"
        if self.footers and self.footers[-1] == tag.place:
            self.footers.pop()

    def at_source(self) -> bool:
        """Say whether what is read names who is quoted."""
        return self.source or bool(self.footers)
