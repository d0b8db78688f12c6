import type { Resource } from "@roadbed/plan";
import { compareAccess } from "../../access/compare-access";
import { defineChangeRule, type ChangeIssue } from "../../authoring/define-change-rule";
import { exampleId, examplePlan } from "../../authoring/example-plan";
import type { Change } from "../../changes/change";
import type { PlannedChanges } from "../../changes/planned-changes";

const group = "aws:ec2/securityGroup:SecurityGroup";
const bucket = "aws:s3/bucket:Bucket";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const role = "aws:iam/role:Role";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";

const ingress = (cidr: string) =>
  examplePlan({
    api: [group, { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidr] }] }],
  });
const readers = (...accounts: readonly string[]) =>
  examplePlan({
    files: [
      bucketPolicy,
      {
        bucket: "files",
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: accounts },
              Action: ["s3:GetObject"],
              Resource: ["arn:aws:s3:::files/*"],
            },
          ],
        },
      },
    ],
  });
const statement = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::files/*"] } as const;
const policyOf = { role: exampleId("app"), policy: { Version: "2012-10-17", Statement: [statement] } } as const;

export const accessBroadened = defineChangeRule({
  id: "access-broadened",
  title: "Changes do not give anyone more access",
  severity: "high",
  blocks: "strict",
  coversAllInputs: true,
  why: "More requests are allowed after the deployment: for more principals, actions, resources, addresses, or ports, or under fewer conditions. A reviewer should confirm that this is intended.",
  remedy: "If the access is not intended, restore the former setting. Otherwise, approve the change.",
  check: (changes) =>
    // A comparison with a base can assume that a partly unknown document is the same, so these are compared as well.
    changes.with("same", "create", "update", "replace", "delete").flatMap((change) => {
      if (change.operation === "create" && !concernsExisting(changes, change)) return [];
      const { type, before, after } = change;
      const compared = compareAccess(type, before?.inputs, after?.inputs);
      return (compared?.changes ?? []).map(({ verdict, at, message }): ChangeIssue => ({
        change,
        at,
        message,
        undecided: verdict === "undecided",
      }));
    }),
  examples: {
    pass: [
      { before: ingress("10.0.0.0/16"), after: ingress("10.0.0.0/24") },
      { before: readers("111111111111", "222222222222"), after: readers("222222222222", "111111111111") },
      {
        before: examplePlan({}),
        after: examplePlan({ app: [role, {}], read: [rolePolicy, policyOf] }),
      },
    ],
    fail: [
      { before: ingress("10.0.0.0/24"), after: ingress("10.0.0.0/16") },
      { before: readers("111111111111"), after: readers("111111111111", "222222222222") },
      {
        before: examplePlan({ app: [role, {}] }),
        after: examplePlan({ app: [role, {}], read: [rolePolicy, policyOf] }),
      },
    ],
  },
});

/**
 * Matches types whose resources give access to, or through, another resource, such as a policy of a bucket or a rule of a
 * security group. Managed IAM policies have no effect until they are attached.
 */
const ATTACHED =
  /(?<!^aws:iam\/policy:)(?:Acl|Assignment|Association|Attachment|Binding|Block|Entry|Grant|Member|Permission|Policy|Rule)$/;

/**
 * Whether a new resource changes the access to existing resources. Otherwise, what it allows is part of the new resources,
 * such as the role of a new service. A resource without references names its target, which probably exists.
 */
function concernsExisting(changes: PlannedChanges, { type, after }: Change): boolean {
  if (!ATTACHED.test(type)) return false;
  const references = Object.values(after?.propertyDependencies ?? {}).flat();
  return references.length === 0 || references.some((urn) => changes.of(urn)?.operation !== "create");
}

export const accessRemoved = defineChangeRule({
  id: "access-removed",
  title: "Resources that give access are not deleted while what they give access to remains",
  severity: "medium",
  blocks: "never",
  why: "Whoever uses the access loses it, for good or until the replacement exists. The program usually does not contain all of them.",
  remedy: "Check who uses the access. For a replacement, create the new resource first, under another name.",
  check: (changes) =>
    changes
      .with("delete", "replace")
      .filter(({ type }) => ATTACHED.test(type))
      .filter(({ before }) => before !== undefined && !isDeletedWithTarget(changes, before))
      .filter(({ operation, order }) => operation === "delete" || order === "delete-before-create")
      .filter(({ type, before }) => compareAccess(type, before?.inputs, undefined)?.verdict === "narrower")
      .map((change) => ({
        change,
        message:
          change.operation === "delete"
            ? "the access that the resource gives ends"
            : "the access that the resource gives is interrupted until the new resource exists",
        relatedResources: changes.usersOf(change.before?.urn ?? change.urn),
      })),
  examples: {
    pass: [
      {
        before: examplePlan({ app: [role, {}], read: [rolePolicy, policyOf] }),
        after: examplePlan({}),
      },
    ],
    fail: [
      {
        before: examplePlan({ files: [bucket, {}], app: [role, {}], read: [rolePolicy, policyOf] }),
        after: examplePlan({ files: [bucket, {}], app: [role, {}] }),
      },
    ],
  },
});

/** Whether a resource that a removed resource refers to is deleted as well. */
const isDeletedWithTarget = (changes: PlannedChanges, { propertyDependencies }: Resource): boolean =>
  Object.values(propertyDependencies)
    .flat()
    .some((urn) => changes.of(urn)?.operation === "delete");
