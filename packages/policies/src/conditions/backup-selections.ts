import { allOf, anyOf, entries, listOf } from "../kernel/connectives";
import type { Graph, GraphResource } from "../authoring/define-stack-rule";
import { matchesWildcard } from "../evaluation/wildcard";

const SELECTION = "aws:backup/selection:Selection";

type Selection = GraphResource<typeof SELECTION>;

/** What AWS Backup can be told to back up. */
interface Kept {
  readonly urn: string;
  readonly props: { readonly tags?: Readonly<Record<string, string | undefined>> };
}

/** Resources of a kind, as their ARNs tell it: `elasticfilesystem` and `file-system/`. */
interface Kind {
  readonly service: string;
  readonly resource: string;
}

/** Whichever region and account the pattern is for: a stack mostly has one of each. */
function takesIn(pattern: string, kind: Kind): boolean {
  if (!pattern.includes("*")) return false;
  const [, , service = "*", , , resource = "*"] = pattern.split(":");
  return matchesWildcard(service, kind.service) && matchesWildcard(resource, kind.resource);
}

/**
 * Whether a plan of AWS Backup that the stack manages takes in a resource: by its ARN, by a pattern that ARNs of its kind
 * match, such as `arn:aws:elasticfilesystem:*:*:file-system/*`, or by one of its tags.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export function isBackedUpByPlan(graph: Graph, one: Kept, kind: Kind): boolean {
  return graph.byType(SELECTION).some((selection) =>
    allOf(
      () =>
        anyOf(
          () => graph.references(selection, "resources", one),
          () => listOf(selection.props.resources).some((pattern) => takesIn(pattern, kind)),
          () => isTagged(selection, one),
        ),
      () => !graph.references(selection, "notResources", one),
    ),
  );
}

const isTagged = ({ props }: Selection, one: Kept): boolean =>
  listOf(props.selectionTags).some((wanted) =>
    entries(one.props.tags).some(([name, value]) =>
      allOf(
        () => name === wanted.key,
        () => value === wanted.value,
      ),
    ),
  );
