import { replacementOrders, type Operation, type Plan, type Resource, type Step, type Urn } from "@roadbed/plan";
import type { Change, ChangeOperation } from "./change";

const OPERATIONS: readonly Operation[] = [
  "same",
  "create",
  "update",
  "replace",
  "delete",
  "import",
  "read",
] satisfies readonly ChangeOperation[];

/** The operations after which a resource no longer exists in its former form. */
const DELETIONS: readonly Operation[] = ["delete", "delete-replaced"];

/**
 * What a plan does to each resource, except to default providers. Without a prior state, only imported resources are
 * known to exist before the deployment, so all other resources are left out.
 */
export class PlannedChanges {
  /** The plan. */
  readonly plan: Plan;
  /** The changes of all resources, including resources that stay the same, in the order in which the engine makes them. */
  readonly all: readonly Change[];
  readonly #byUrn: ReadonlyMap<Urn, Change>;
  #users: ReadonlyMap<Urn, readonly Urn[]> | undefined;
  #deletions: ReadonlyMap<Urn, number> | undefined;

  constructor(plan: Plan) {
    this.plan = plan;
    this.all = changesOf(plan);
    this.#byUrn = new Map(this.all.map((change) => [change.urn, change]));
  }

  /** Returns the changes with one of the given operations. */
  with(...operations: readonly ChangeOperation[]): readonly Change[] {
    return this.all.filter(({ operation }) => operations.includes(operation));
  }

  /** Returns the change of a resource, or undefined if the plan has none. */
  of(urn: Urn): Change | undefined {
    return this.#byUrn.get(urn);
  }

  /** Returns the URNs of the resources whose inputs referred to a resource before the deployment. */
  usersOf(urn: Urn): readonly Urn[] {
    this.#users ??= usersBefore(this.plan.steps);
    return this.#users.get(urn) ?? [];
  }

  /** Whether the deployment deletes the old form of one resource before that of another. */
  isDeletedBefore(urn: Urn, other: Urn): boolean {
    this.#deletions ??= deletionPositions(this.plan.steps);
    return (this.#deletions.get(urn) ?? Infinity) < (this.#deletions.get(other) ?? Infinity);
  }
}

function changesOf(plan: Plan): readonly Change[] {
  const registered = new Map<Urn, Resource>(plan.resources.map((resource) => [resource.urn, resource]));
  const imported = new Set(plan.steps.filter(({ operation }) => operation === "import").map(({ urn }) => urn));
  const orders = replacementOrders(plan);
  return plan.steps.flatMap((step): readonly Change[] => {
    const { operation, urn, type, old, diffKeys = [], replaceKeys = [], mayReplaceKeys = [] } = step;
    if (!isChange(operation) || (plan.priorState === "none" && !imported.has(urn))) return [];
    const after = operation === "delete" ? undefined : registered.get(urn);
    const resource = after ?? old;
    if (resource === undefined || resource.implicit === true) return [];
    const order = orders.get(urn);
    return [
      {
        ...{ urn, type, name: resource.name, operation, diffKeys, replaceKeys, mayReplaceKeys },
        isImported: imported.has(urn),
        ...(old === undefined ? {} : { before: old }),
        ...(after === undefined ? {} : { after }),
        ...(order === undefined ? {} : { order }),
      },
    ];
  });
}

const isChange = (operation: Operation): operation is ChangeOperation => OPERATIONS.includes(operation);

/** Returns the resources whose inputs referred to a resource before the deployment, by the URN of that resource. */
function usersBefore(steps: readonly Step[]): ReadonlyMap<Urn, readonly Urn[]> {
  const users = new Map<Urn, Set<Urn>>();
  for (const { old } of steps) {
    if (old?.custom !== true || old.external === true) continue;
    for (const used of Object.values(old.propertyDependencies).flat())
      users.set(used, (users.get(used) ?? new Set()).add(old.urn));
  }
  return new Map([...users].map(([urn, found]) => [urn, [...found]]));
}

/** Returns the positions of the steps that delete resources, by the URN before the deployment. */
function deletionPositions(steps: readonly Step[]): ReadonlyMap<Urn, number> {
  return new Map(
    steps.flatMap(({ operation, urn, old }, position) =>
      DELETIONS.includes(operation) ? [[old?.urn ?? urn, position] as const] : [],
    ),
  );
}
