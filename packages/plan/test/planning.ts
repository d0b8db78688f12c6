import type { ResourceOptions, Step } from "../src/model/plan";
import { makeUrn, type Urn } from "../src/model/urn";
import { propertyMap, type Properties, type Value } from "../src/model/value";
import type { Goal } from "../src/planner/goal";
import { Planner, type PlannerOptions } from "../src/planner/planner";
import type { ReplacementFacts } from "../src/planner/replacement-facts";
import { readStateDocument } from "../src/state/state";

/** The type of the resources. */
export const QUEUE = "aws:sqs/queue:Queue";
const AWS = "urn:pulumi:dev::shop::pulumi:providers:aws::default_7";
/** Returns the URN of a resource. */
export const urnOf = (name: string, type = QUEUE): Urn => makeUrn("dev", "shop", undefined, type, name);

/** A name forces replacement. A color may force it. */
export const facts: ReplacementFacts = {
  predictReplacement: (_, changed) => {
    const inputs = [...changed];
    if (inputs.some((path) => path.startsWith("name"))) return "always";
    return inputs.some((path) => path.startsWith("color")) ? "possible" : "never";
  },
  deletesBeforeReplace: () => false,
};

type Stored = Readonly<Record<string, unknown>> & { readonly name: string };

/** Returns the state of a stack with a provider and resources whose IDs are their names. */
export function stateOf(...resources: readonly Stored[]) {
  const provider = { urn: AWS, type: "pulumi:providers:aws", custom: true, id: "p1", inputs: { version: "7.0.0" } };
  const stored = resources.map(({ name, ...more }) => ({
    urn: urnOf(name),
    type: QUEUE,
    custom: true,
    id: name,
    provider: `${AWS}::p1`,
    ...more,
  }));
  return readStateDocument({ version: 3, deployment: { resources: [provider, ...stored] } }, "state.json");
}

interface Wanted extends Partial<Omit<Goal, "options">> {
  readonly name: string;
  readonly options?: ResourceOptions;
}

/** Returns the goal of a resource, by default without inputs. */
export function goal({ name, type = QUEUE, ...more }: Wanted): Goal {
  return {
    urn: urnOf(name, type),
    type,
    name,
    custom: true,
    provider: AWS,
    inputs: propertyMap(),
    dependencies: [],
    propertyDependencies: {},
    options: {},
    aliases: [],
    ...more,
  };
}

/** The planner after a run, with its messages. */
export interface Planned {
  readonly planner: Planner;
  readonly reports: readonly string[];
}

/** Plans a run that registers the goals. */
export function plan(state: PlannerOptions["state"], ...goals: readonly Goal[]): Planned {
  const reports: string[] = [];
  const planner = new Planner({
    stack: "dev",
    project: "shop",
    state,
    facts,
    report: (severity, message) => reports.push(`${severity}: ${message}`),
  });
  const provider = goal({ name: "default_7", type: "pulumi:providers:aws", implicit: true });
  planner.register({ ...provider, provider: undefined, inputs: inputs({ version: "7.0.0" }) });
  for (const resource of goals) planner.register(resource);
  planner.finish();
  return { planner, reports };
}

/** Creates inputs. */
export const inputs = (members: Readonly<Record<string, Value>>): Properties => propertyMap(Object.entries(members));

/** Returns `operation name` for each step except the provider's, with the keys that force a replacement. */
export const shown = ({ planner }: Planned) =>
  planner.steps
    .filter(({ type }: Step) => type === QUEUE)
    .map(({ operation, urn, replaceKeys }) => {
      const keys = replaceKeys === undefined ? "" : ` (${replaceKeys.join()})`;
      return `${operation} ${urn.split("::").at(-1) ?? ""}${keys}`;
    });
