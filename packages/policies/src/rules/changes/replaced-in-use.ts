import type { Resource } from "@roadbed/plan";
import { findTypeFacts } from "@roadbed/plan/facts";
import { defineChangeRule } from "../../authoring/define-change-rule";
import { exampleId, examplePlan } from "../../authoring/example-plan";

const parameterGroup = "aws:rds/parameterGroup:ParameterGroup";
const database = "aws:rds/instance:Instance";

export const deletedWhileInUse = defineChangeRule({
  id: "deleted-while-in-use",
  title: "Replacements do not delete a resource that others still use",
  severity: "medium",
  blocks: "never",
  why: "If a replacement deletes the old resource first, the deletion fails while other resources use it, such as the parameter group of a database. If it succeeds, the others lose it until the new resource exists.",
  remedy:
    "Create the new resource next to the old one, move the users to it, and delete the old one in a second deployment.",
  check: (changes) =>
    changes.with("replace").map(({ urn, before, after, order }) => {
      if (before === undefined || after === undefined || order !== "delete-before-create") return false;
      const users = changes.usersOf(before.urn).filter((user) => changes.isDeletedBefore(before.urn, user));
      return (
        users.length > 0 && {
          change: { urn },
          message: "the old resource is deleted first, while other resources still use it",
          relatedResources: users,
          ...remedyFor(after),
        }
      );
    }),
  examples: {
    pass: [
      {
        before: examplePlan({
          parameters: [parameterGroup, { family: "postgres16" }],
          database: [database, { parameterGroupName: exampleId("parameters") }],
        }),
        after: examplePlan({
          parameters: [parameterGroup, { family: "postgres17" }],
          database: [database, { parameterGroupName: exampleId("parameters") }],
        }),
      },
    ],
    fail: [
      {
        before: examplePlan({
          parameters: [parameterGroup, { name: "shop", family: "postgres16" }],
          database: [database, { parameterGroupName: exampleId("parameters") }],
        }),
        after: examplePlan({
          parameters: [parameterGroup, { name: "shop", family: "postgres17" }],
          database: [database, { parameterGroupName: exampleId("parameters") }],
        }),
      },
    ],
  },
});

function remedyFor({ type, inputs, options }: Resource): { readonly remedy?: string } {
  if (options.deleteBeforeReplace === true)
    return { remedy: "Remove the option deleteBeforeReplace, so that the replacement is created first." };
  const facts = findTypeFacts(type);
  const nameProperty = facts?.nameProperty;
  if (nameProperty === undefined || facts?.deleteBeforeReplace === true || inputs[nameProperty] === undefined)
    return {};
  const prefix = `${nameProperty}Prefix`;
  const alternative = facts?.replaceProperties.includes(prefix) === true ? `, or set ${prefix} instead` : "";
  return {
    remedy: `Remove ${nameProperty}${alternative}, so that the replacement gets a name of its own and is created first.`,
  };
}

/** The types whose absence during a replacement is an outage of everything behind them. */
const SERVING_TYPES: readonly string[] = [
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:cloudfront/distribution:Distribution",
  "aws:ecs/cluster:Cluster",
  "aws:ecs/service:Service",
  "aws:eks/cluster:Cluster",
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:route53/record:Record",
  "aws:route53/zone:Zone",
  "cloudflare:index/dnsRecord:DnsRecord",
  "cloudflare:index/record:Record",
  "gcp:container/cluster:Cluster",
  "gcp:dns/managedZone:ManagedZone",
  "gcp:dns/recordSet:RecordSet",
  "gcp:compute/forwardingRule:ForwardingRule",
  "gcp:compute/globalForwardingRule:GlobalForwardingRule",
  "azure-native:containerservice:ManagedCluster",
  "azure-native:dns:RecordSet",
  "azure-native:dns:Zone",
  "azure-native:network:ApplicationGateway",
  "azure-native:network:LoadBalancer",
  "kubernetes:core/v1:Service",
  "kubernetes:networking.k8s.io/v1:Ingress",
];

const record = "aws:route53/record:Record";
const recordOf = (zoneId: string, options = {}) =>
  examplePlan({ web: [record, { zoneId, name: "www.example.com", type: "A", ttl: 60 }, { options }] });

export const servingResourceDeletedFirst = defineChangeRule({
  id: "serving-resource-deleted-first",
  title: "Replacements of load balancers, clusters, and DNS records create the new resource first",
  severity: "high",
  blocks: "always",
  types: SERVING_TYPES,
  why: "If the old resource is deleted first, everything behind it is unreachable until the new one exists, and for longer if its creation fails.",
  remedy:
    "Create the new resource next to the old one, move the traffic to it, and delete the old one in a second deployment.",
  check: (changes) =>
    changes
      .with("replace")
      .filter(({ type, order }) => order === "delete-before-create" && SERVING_TYPES.includes(unversioned(type)))
      .map((change) => ({
        change,
        message: "the old resource is deleted before the new one exists",
        relatedResources: changes.usersOf(change.before?.urn ?? change.urn),
        ...(change.after === undefined ? {} : remedyFor(change.after)),
      })),
  examples: {
    pass: [{ before: recordOf("Z1"), after: recordOf("Z2") }],
    fail: [
      {
        before: recordOf("Z1", { deleteBeforeReplace: true }),
        after: recordOf("Z2", { deleteBeforeReplace: true }),
      },
    ],
  },
});

/** Returns the type without the version that azure-native puts into the module, as in `azure-native:dns/v20230701preview:Zone`. */
const unversioned = (type: string): string => type.replace(/^(azure-native:[^:/]+)\/v\d[^:]*:/, "$1:");
