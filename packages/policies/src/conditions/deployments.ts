import { allOf, anyOf, entries, isNotEmpty } from "../kernel/connectives";
import type { Graph, GraphResource } from "../authoring/define-stack-rule";

const AUTOSCALER = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const BUDGET = "kubernetes:policy/v1:PodDisruptionBudget";
const NAMESPACE = "kubernetes:core/v1:Namespace";

type Deployment = GraphResource<"kubernetes:apps/v1:Deployment">;
type Budget = GraphResource<typeof BUDGET>;

/** Returns the autoscalers that target a Deployment. */
export const autoscalersOf = (graph: Graph, deployment: Deployment) =>
  graph
    .referrers(deployment, AUTOSCALER, "spec.scaleTargetRef.name")
    .filter(({ props }) => props.spec?.scaleTargetRef?.kind === "Deployment");

/** Returns the disruption budgets that select the pods of a Deployment. */
export const budgetsOf = (graph: Graph, deployment: Deployment) =>
  graph.byType(BUDGET).filter((budget) =>
    allOf(
      () => selects(budget, deployment),
      () => sharesNamespace(graph, budget, deployment),
    ),
  );

/** Whether a budget selects the pods of a Deployment. Ignores `matchExpressions`, which usually exclude only single pods. */
function selects({ props }: Budget, deployment: Deployment): boolean {
  const labels = () => entries(deployment.props.spec?.template?.metadata?.labels);
  return entries(props.spec?.selector?.matchLabels).every(([name, value]) =>
    labels().some(([label, actual]) =>
      allOf(
        () => label === name,
        () => actual === value,
      ),
    ),
  );
}

/**
 * Whether a budget and a Deployment have the same namespace. Compares names and references, because the name of a new
 * namespace may not be known yet.
 */
const sharesNamespace = (graph: Graph, budget: Budget, deployment: Deployment): boolean =>
  anyOf(
    () => (budget.props.metadata?.namespace ?? "default") === (deployment.props.metadata?.namespace ?? "default"),
    () =>
      isNotEmpty(
        graph.byType(NAMESPACE).filter((namespace) =>
          allOf(
            () => graph.references(budget, "metadata.namespace", namespace),
            () => graph.references(deployment, "metadata.namespace", namespace),
          ),
        ),
      ),
  );
