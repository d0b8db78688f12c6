/** An edge of a directed graph. */
export type Edge = readonly [from: string, to: string];

/** Returns the edges without those that a path of other edges implies, so that a drawing shows fewer lines. */
export function transitiveReduction(edges: readonly Edge[]): readonly Edge[] {
  // In a graph with cycles, the result depends on the order. Removing one edge at a time keeps every node reachable.
  return edges.reduce((remaining, edge) => {
    const others = remaining.filter((other) => other !== edge);
    return isReachable(others, edge) ? others : remaining;
  }, edges);
}

function isReachable(edges: readonly Edge[], [from, to]: Edge): boolean {
  const reached = new Set([from]);
  // The iteration includes the nodes that are added to the set while it runs.
  for (const node of reached) {
    for (const [start, end] of edges) if (start === node) reached.add(end);
  }
  return reached.has(to);
}
