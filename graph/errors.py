"""Every error that policygraph raises on purpose.

    PolicygraphError
    ├── SourceError        a plan or its manifest cannot be used as it is
    ├── LexiconError       a data file of the project contradicts itself
    ├── StoreError         the graph cannot be opened, read or written
    │   ├── StoreMissing       there is no graph at that place yet
    │   ├── StoreDamaged       what is there is not a graph this version can read
    │   ├── StoreUnavailable   the server that keeps the graph does not answer
    │   └── StoreChanged       another graph took the place of the one that was being read
    ├── UnknownName        a name that is asked for does not exist (initiative, city, plan, query …)
    └── BadParameter       a parameter is missing, unknown or of the wrong kind

Each message says what is wrong, where, and what to do, in one line.
"""

from __future__ import annotations


class PolicygraphError(Exception):
    """The base of all; `code` is stable, `message` is one line: what, where, what to do."""

    code = "policygraph-error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SourceError(PolicygraphError):
    """A plan or its manifest cannot be used as it is."""

    code = "source-error"


class LexiconError(PolicygraphError):
    """A data file of the project contradicts itself."""

    code = "lexicon-error"


class StoreError(PolicygraphError):
    """The graph cannot be opened, read or written."""

    code = "store-error"


class StoreMissing(StoreError):
    """There is no graph at that place yet."""

    code = "store-missing"


class StoreDamaged(StoreError):
    """What is there is not a graph that this version can read."""

    code = "store-damaged"


class StoreUnavailable(StoreError):
    """The server that keeps the graph does not answer."""

    code = "store-unavailable"


class StoreChanged(StoreError):
    """Another graph took the place of the one that was being read; ask again to read that one."""

    code = "store-changed"


class UnknownName(PolicygraphError):
    """A name that is asked for does not exist; `suggestions` are close names that do."""

    code = "unknown-name"

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions


class BadParameter(PolicygraphError):
    """A parameter is missing, unknown or of the wrong kind."""

    code = "bad-parameter"
