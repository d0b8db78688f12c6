import type { Graph, GraphResource } from "../authoring/define-stack-rule";
import { anyOf, isNotEmpty } from "../kernel/connectives";

const compositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** An alarm that composite alarms can combine. */
interface CombinableAlarm {
  readonly urn: string;
  /** Returns the name in AWS. */
  readonly nameOf: () => string | undefined;
}

/**
 * Whether a composite alarm with an action combines an alarm, possibly through other composite alarms.
 *
 * @param visited - the URNs of the alarms that lead to this one, because the rules of invalid programs can be circular
 */
export function notifiesThroughComposite(
  graph: Graph,
  alarm: CombinableAlarm,
  visited: readonly string[] = [],
): boolean {
  const path = [...visited, alarm.urn];
  return graph.byType(compositeAlarm).some(
    (composite) =>
      !path.includes(composite.urn) &&
      combines(graph, composite, alarm) &&
      anyOf(
        () => isNotEmpty(composite.props.alarmActions),
        () => {
          const { urn } = composite;
          return notifiesThroughComposite(graph, { urn, nameOf: () => composite.props.alarmName }, path);
        },
      ),
  );
}

/** Whether the rule of a composite alarm refers to an alarm, by a dependency or by its name. */
function combines(
  graph: Graph,
  composite: GraphResource<typeof compositeAlarm>,
  { urn, nameOf }: CombinableAlarm,
): boolean {
  if (graph.sourcesOf(composite, "alarmRule").some((source) => source === urn)) return true;
  const { alarmRule } = composite.props;
  if (alarmRule === undefined) return false;
  const name = nameOf();
  return name !== undefined && (alarmRule.includes(`"${name}"`) || alarmRule.includes(`(${name})`));
}
