import { allOf, anyOf, entries, listOf } from "../kernel/connectives";
import type { Graph, GraphResource } from "../authoring/define-stack-rule";
import { matchesWildcard } from "../evaluation/wildcard";
import { mergedTags, type TaggedInputs } from "./merged-tags";

const SELECTION = "aws:backup/selection:Selection";

type Selection = GraphResource<typeof SELECTION>;

/** A resource that AWS Backup can back up. */
interface BackedUpResource {
  readonly urn: string;
  readonly props: TaggedInputs;
}

/** The parts of an ARN that identify a resource type, such as `elasticfilesystem` and `file-system/`. */
interface ArnType {
  readonly service: string;
  readonly resource: string;
}

/** Whether an ARN pattern matches a resource type. Ignores the Region and account, because most stacks have one of each. */
function matchesType(pattern: string, type: ArnType): boolean {
  if (!pattern.includes("*")) return false;
  const [, , service = "*", , , resource = "*"] = pattern.split(":");
  return matchesWildcard(service, type.service) && matchesWildcard(resource, type.resource);
}

/**
 * Whether a backup selection of the stack includes a resource: by its ARN, by a pattern for ARNs of its type such as
 * `arn:aws:elasticfilesystem:*:*:file-system/*`, or by one of its tags.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export function isBackedUpByPlan(graph: Graph, resource: BackedUpResource, type: ArnType): boolean {
  return graph.byType(SELECTION).some((selection) =>
    allOf(
      () =>
        anyOf(
          () => graph.references(selection, "resources", resource),
          () => listOf(selection.props.resources).some((pattern) => matchesType(pattern, type)),
          () => isSelectedByTag(selection, resource),
        ),
      () => !graph.references(selection, "notResources", resource),
    ),
  );
}

const isSelectedByTag = ({ props }: Selection, resource: BackedUpResource): boolean =>
  listOf(props.selectionTags).some((selectionTag) =>
    entries(mergedTags(resource.props)).some(([name, value]) =>
      allOf(
        () => name === selectionTag.key,
        () => value === selectionTag.value,
      ),
    ),
  );
