"""Flows in small networks: whole numbers between bounds, found the same way each time."""

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping

type Node = Hashable
type Bounds = Mapping[tuple[Node, Node], tuple[int, int]]

SOURCE, SINK = "source", "sink"


class Network:
    """Edges with what they can still carry; taken in the order they were put in."""

    def __init__(self) -> None:
        self.room: dict[Node, dict[Node, int]] = defaultdict(dict)
        self.depth: dict[Node, int] = {}

    def widen(self, start: Node, end: Node, room: int) -> None:
        self.room[start][end] = self.room[start].get(end, 0) + room
        self.room[end].setdefault(start, 0)

    def fill(self, start: Node, end: Node) -> None:
        """As much as possible from start to end, along shortest ways first."""
        while self._measure(start, end):
            tried = {node: list(edges) for node, edges in self.room.items()}
            while self._push(start, end, 1 << 30, tried):
                pass

    def _measure(self, start: Node, end: Node) -> bool:
        self.depth = {start: 0}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for other, room in self.room[node].items():
                if room and other not in self.depth:
                    self.depth[other] = self.depth[node] + 1
                    waiting.append(other)
        return end in self.depth

    def _push(self, node: Node, end: Node, most: int, tried: dict[Node, list[Node]]) -> int:
        if node == end:
            return most
        while tried[node]:
            other = tried[node][0]
            room = self.room[node][other]
            if room and self.depth.get(other) == self.depth[node] + 1:
                pushed = self._push(other, end, min(most, room), tried)
                if pushed:
                    self.room[node][other] -= pushed
                    self.room[other][node] += pushed
                    return pushed
            tried[node].pop(0)
        return 0


def flow_between(bounds: Bounds) -> dict[tuple[Node, Node], int]:
    """A flow that keeps within the bounds of each edge, around a network that comes back.

    The caller knows that there is one.
    """
    network = Network()
    for (start, end), (least, most) in bounds.items():
        network.widen(start, end, most - least)
        network.widen(SOURCE, end, least)
        network.widen(start, SINK, least)
    network.fill(SOURCE, SINK)
    return {
        (start, end): most - network.room[start][end] for (start, end), (_, most) in bounds.items()
    }
