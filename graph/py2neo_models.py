"""The graph on a server as Python objects, for notebooks: a py2neo model for each label, made from `graph.schema`.

    from graph.py2neo_models import Programme, connect
    graph = connect("neo4j://localhost:7687", login)
    for programme in Programme.match(graph).where(city="440100"):
        for target in programme.has_target:
            print(programme.name, target.number_text, [indicator.name for indicator in target.measures])

A model has an attribute for each property of its label, and one for each relationship at either end of it, named as the
sentence (source RELATIONSHIP target) is read from there, in lower case:

- from its source, `relationship`, and the label of the target behind it where there are several: `programme.has_target`,
  `plan.states_target`, `plan.states_measure`;
- from its target, the label of the source in front: `target.programme_has_target`, `passage.measure_evidenced_by`.

What the schema declares can be read and not written: it comes from the plans, and the snapshot's hash is the hash of it. Other
properties (`model.__node__["note"] = …`) are written by `graph.push(model)`, and read again by whoever asks for them.

py2neo is at the end of its life, and an extra that no other module may import; docs/notebooks.md says what to use instead.
Nothing here uses its calls for indexes and constraints, whose syntax Neo4j 5 dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from graph.contents import ENDS, NODE_PROPERTIES
from graph.errors import StoreError
from graph.store import is_server

try:
    from py2neo import Graph
    from py2neo.ogm import Model, ModelType, Property, RelatedFrom, RelatedObjects, RelatedTo
except ModuleNotFoundError as error:
    raise ImportError(f"graph.py2neo_models: there is no {error.name}; install it by: pip install 'policygraph[py2neo]'") from None

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.contents import Ends
    from graph.login import Login


def connect(address: str, login: Login | None) -> Graph:
    """A py2neo Graph of a server, such as `connect(settings.store, settings.login())`.

    Raises:
        StoreError: the address is not that of a server.
        py2neo.errors.ConnectionUnavailable: the server does not answer.
    """
    if not is_server(address):
        raise StoreError(f"{address}: py2neo reads a graph on a server only; give an address such as neo4j://localhost:7687")
    if login is None:
        return Graph(address)
    password = login.password.get_secret_value() if login.password else None
    return Graph(address, auth=(login.user, password), name=login.database)


class Declared(Property):  # type: ignore[misc] # py2neo has no types
    """A property that the schema declares."""

    def __set__(self, instance: Any, value: object) -> None:
        """Refuse.

        Raises:
            AttributeError: always.
        """
        raise AttributeError(f"{self.key} comes from the plan; keep what you add under a name of its own: .__node__['note'] = …")


class Walk(RelatedObjects):  # type: ignore[misc] # as above
    """The objects at the other ends of one relationship, in the order of their ids; the graph is asked at the first look.

    One object stands here as often as it is related (a body with two roles in one plan): `triples()` gives the properties of
    each relationship. py2neo's own would keep one of them and, when pushed, write it over the others.
    """

    def __init__(self, model: Any, direction: int, ends: Ends) -> None:
        self._name, *labels = ends
        self._other = labels[direction > 0]
        super().__init__(model, model.__node__, direction, self._name, MODELS[self._other])
        self._arrow = f"-[r:{self._name}]->" if direction > 0 else f"<-[r:{self._name}]-"
        self._found: list[tuple[Any, dict[str, object]]] | None = None

    @property
    def _related_objects(self) -> list[tuple[Any, dict[str, object]]]:
        if self._found is None:
            self._found = list(self._ask()) if self.node.graph else []
        return self._found

    def _ask(self) -> Iterator[tuple[Any, dict[str, object]]]:
        # By the id that the schema declares: the server gives its own numbers to other nodes after a build.
        this = f"(:{self.subject.__primarylabel__} {{id: $id}})"
        query = f"MATCH {this}{self._arrow}(n:{self._other}) RETURN n, properties(r) AS said ORDER BY n.id"
        for node, said in self.node.graph.query(query, {"id": self.subject.id}):
            yield self.related_class.wrap(node), dict(said)

    def _refuse(self, *_: object, **__: object) -> None:
        raise AttributeError(f"{self._name} comes from the plans and cannot be changed here; relate what you add by a name of its own")

    add = remove = clear = _refuse


class Onward(RelatedTo):  # type: ignore[misc] # as above
    """What a node is related to by one relationship that starts at it."""

    def __init__(self, ends: Ends) -> None:
        super().__init__(ends[2], ends[0])
        self.ends = ends

    def __get__(self, instance: Any, owner: type) -> Any:
        """The related objects; of the class itself, this attribute."""
        return self if instance is None else Walk(instance, self.direction, self.ends)


class Back(RelatedFrom):  # type: ignore[misc] # as above
    """What is related to a node by one relationship that ends at it."""

    def __init__(self, ends: Ends) -> None:
        super().__init__(ends[1], ends[0])
        self.ends = ends

    def __get__(self, instance: Any, owner: type) -> Any:
        """The related objects; of the class itself, this attribute."""
        return self if instance is None else Walk(instance, self.direction, self.ends)


class Described(Model):  # type: ignore[misc] # as above
    """The base of the models: pushed, a node keeps what the schema declares and gets what was added to it."""

    __primarykey__ = "id"

    def __db_push__(self, transaction: Any) -> None:
        """Write the properties that are not declared; py2neo calls this for `graph.push(model)`.

        Raises:
            LookupError: there is no such node any more.
        """
        label, node = self.__primarylabel__, self.__node__
        names = [each.name for each in NODE_PROPERTIES[label]]
        added = {name: value for name, value in node.items() if name not in names}
        # py2neo's own push would write all that was read to the node of the same number, by now perhaps another one.
        kept = ", ".join(f".{name}" for name in names)
        statement = f"MATCH (n:{label} {{id: $id}}) SET n = n {{{kept}}}, n += $added RETURN count(n)"
        if transaction.evaluate(statement, {"id": node["id"], "added": added}) != 1:
            raise LookupError(f"there is no {label} {node['id']} in the graph any more; match it anew")


def onward_name(ends: Ends) -> str:
    """The attribute of the source.

    >>> onward_name(("HAS_TARGET", "Programme", "Target")), onward_name(("STATES", "Plan", "Measure"))
    ('has_target', 'states_measure')
    """
    name, source, target = ends
    targets = [each for each in ENDS if each[:2] == (name, source)]
    return name.lower() if len(targets) == 1 else f"{name.lower()}_{_snake(target)}"


def back_name(ends: Ends) -> str:
    """The attribute of the target.

    >>> back_name(("HAS_TARGET", "Programme", "Target"))
    'programme_has_target'
    """
    name, source, _ = ends
    return f"{_snake(source)}_{name.lower()}"


def _snake(label: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", label).lower()


def _model(label: str) -> Any:
    attributes: dict[str, Any] = {each.name: Declared() for each in NODE_PROPERTIES[label]}
    attributes |= {onward_name(ends): Onward(ends) for ends in ENDS if ends[1] == label}
    attributes |= {back_name(ends): Back(ends) for ends in ENDS if ends[2] == label}
    return ModelType(label, (Described,), {"__module__": __name__, "__primarykey__": "id", **attributes})


MODELS: dict[str, Any] = {label: _model(label) for label in NODE_PROPERTIES}
City = MODELS["City"]
Plan = MODELS["Plan"]
Section = MODELS["Section"]
Passage = MODELS["Passage"]
Initiative = MODELS["Initiative"]
Programme = MODELS["Programme"]
Indicator = MODELS["Indicator"]
Target = MODELS["Target"]
Result = MODELS["Result"]
Measure = MODELS["Measure"]
Instrument = MODELS["Instrument"]
Agency = MODELS["Agency"]
Group = MODELS["Group"]
Candidate = MODELS["Candidate"]
Industry = MODELS["Industry"]
Place = MODELS["Place"]
Finding = MODELS["Finding"]
ReferenceCoding = MODELS["ReferenceCoding"]
