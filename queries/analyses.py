"""How each analysis of the catalogue is computed: what its question is asked with, and what is made of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from queries.bipartite import agency_centrality, city_initiative_projection
from queries.neighbourhoods import exclusive_neighbourhood, shared_neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from queries.network import Rows

    Parameters = Mapping[str, Any]


class Computation(NamedTuple):
    """`asks` gives the parameters of the question, `compute` the rows of the analysis; neither touches a store."""

    asks: Callable[[Parameters], dict[str, Any]]
    compute: Callable[[Rows, Parameters], Iterable[dict[str, Any]]]


_ACTING = ["ACTS_IN", "ACTS_FOR", "IMPLEMENTS", "PART_OF"]
_CARRIED_OUT = ["RUNS", "IMPLEMENTS", "PART_OF"]

COMPUTATIONS = {
    "agency_centrality": Computation(
        lambda given: {"cities": [given["city"]] if given["city"] else None, "relationships": _ACTING}, agency_centrality
    ),
    "city_initiative_projection": Computation(
        lambda given: {"cities": given["cities"], "relationships": _CARRIED_OUT}, city_initiative_projection
    ),
    "exclusive_neighbourhood": Computation(
        lambda given: {"cities": [given["city"], given["other"]], "relationships": None}, exclusive_neighbourhood
    ),
    "shared_neighbourhood": Computation(
        lambda given: {"cities": [given["city_a"], given["city_b"]], "relationships": None}, shared_neighbourhood
    ),
}
