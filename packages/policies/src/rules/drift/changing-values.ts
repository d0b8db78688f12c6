import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { userData } from "../../views/ec2-instances";
import { tags } from "../../views/tags";

const bucket = "aws:s3/bucket:Bucket";
const instance = "aws:ec2/instance:Instance";

/** Matches a date with a time, or a Unix timestamp from 2017 through 2033 in seconds or milliseconds. */
const TIMESTAMP = /\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d|\b1[5-9]\d{8}(\d{3})?\b/;
const COMMIT_HASH = /^[0-9a-f]{40}$/;

export const tagsStable = defineViewRule({
  id: "tags-stable",
  title: "AWS resource tags do not contain timestamps or commit hashes",
  severity: "medium",
  topic: "drift",
  on: tags,
  why: "A timestamp or commit hash in a tag changes every resource in every update, which hides the changes that matter.",
  remedy: "Remove the tag. Pulumi records the commit and the time of each update with the stack.",
  check: (tag) =>
    anyOf(
      () => TIMESTAMP.test(tag.value),
      () => COMMIT_HASH.test(tag.value),
    ) && "the tag contains a timestamp or a commit hash",
  examples: {
    pass: [
      [bucket, { tags: { Team: "payments", Since: "2024-05-01" } }],
      ["pulumi:providers:aws", { defaultTags: JSON.stringify({ tags: { Team: "payments" } }) as never }],
    ],
    fail: [
      [bucket, { tags: { Team: "payments", DeployedAt: "2026-08-01T09:15:00Z" } }],
      [bucket, { tags: { Commit: "8f84a87c7f617f64a4ddc1aea24aeeb7a2e07cb8" } }],
      [bucket, { tags: { Deployed: "1767225600" } }],
      [
        "pulumi:providers:aws",
        { defaultTags: JSON.stringify({ tags: { DeployedAt: "2026-08-01T09:15:00Z" } }) as never },
      ],
    ],
  },
});

export const userDataStable = defineViewRule({
  id: "ec2-user-data-stable",
  title: "EC2 user data does not contain timestamps",
  severity: "high",
  topic: "drift",
  on: userData,
  why: "User data that contains a timestamp differs in every update, which can replace the instances each time.",
  remedy: "Remove the timestamp, or compute it in the script with $(date).",
  check: (data) =>
    TIMESTAMP.test(data.plain ?? "") && { at: "userData", message: "the user data contains a timestamp" },
  examples: {
    pass: [
      [instance, { userData: "#!/bin/sh\necho $(date)" }],
      [instance, {}],
    ],
    fail: [[instance, { userData: "#!/bin/sh\n# generated 2026-08-01T09:15:00Z\n" }]],
  },
});

/** An index, which declares its key either as a list of attributes or with the two older properties. */
interface Index {
  readonly hashKey?: string;
  readonly rangeKey?: string;
  readonly keySchemas?: readonly { readonly attributeName?: string }[];
}

const uses = (index: Index, name: string | undefined) =>
  anyOf(
    () => index.hashKey === name,
    () => index.rangeKey === name,
    () => (index.keySchemas ?? []).some((key) => key.attributeName === name),
  );

const byMail = { name: "by-mail", hashKey: "mail", rangeKey: "at", projectionType: "ALL" };

export const dynamodbAttributesUsed = defineRule({
  id: "dynamodb-attributes-used",
  title: "DynamoDB tables declare only attributes that are part of a key",
  severity: "high",
  topic: "drift",
  on: "aws:dynamodb/table:Table",
  // See the documentation for aws.dynamodb.Table.
  why: "DynamoDB stores definitions only for key attributes, so defining any other attribute causes a permanent diff.",
  remedy: "Remove the attribute from attributes. Items can contain the attribute without a declaration.",
  check: (table) =>
    (table.attributes ?? [])
      .filter(({ name }) =>
        allOf(
          () => table.hashKey !== name,
          () => table.rangeKey !== name,
          () => !(table.globalSecondaryIndexes ?? []).some((index) => uses(index, name)),
          () => !(table.localSecondaryIndexes ?? []).some((index) => index.rangeKey === name),
        ),
      )
      .map((at) => ({ at, message: "the attribute is not part of any key" })),
  examples: {
    pass: [
      { hashKey: "id", attributes: [{ name: "id", type: "S" }] },
      {
        hashKey: "id",
        rangeKey: "at",
        attributes: [
          { name: "id", type: "S" },
          { name: "at", type: "N" },
          { name: "mail", type: "S" },
        ],
        globalSecondaryIndexes: [byMail],
      },
      {
        hashKey: "id",
        attributes: [
          { name: "id", type: "S" },
          { name: "mail", type: "S" },
        ],
        localSecondaryIndexes: [{ name: "by-mail", rangeKey: "mail", projectionType: "ALL" }],
      },
      { hashKey: "mail", attributes: [{ name: "mail", type: "S" }] },
      { rangeKey: "mail", attributes: [{ name: "mail", type: "S" }] },
    ],
    fail: [{ hashKey: "id", attributes: [{ name: "mail", type: "S" }] }],
  },
});
