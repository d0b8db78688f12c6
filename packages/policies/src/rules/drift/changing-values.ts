import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { userData } from "../../views/ec2-instances";
import { tags } from "../../views/tags";

const bucket = "aws:s3/bucket:Bucket";
const instance = "aws:ec2/instance:Instance";

/** A day with a time, or seconds or milliseconds since 1970, of this century. */
const MOMENT = /\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d|\b1[5-9]\d{8}(\d{3})?\b/;
const COMMIT = /^[0-9a-f]{40}$/;

export const tagsStable = defineViewRule({
  id: "tags-stable",
  title: "Tags hold nothing that changes with each run",
  severity: "medium",
  topic: "drift",
  on: tags,
  why: "A time or a commit in a tag changes every resource at every update: the one change that matters drowns in them.",
  remedy: "Drop the tag; Pulumi keeps the commit and the time of each update with the stack.",
  check: (tag) =>
    anyOf(
      () => MOMENT.test(tag.value),
      () => COMMIT.test(tag.value),
    ) && "a tag holds a time or a commit",
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
  title: "User data holds nothing that changes with each run",
  severity: "high",
  topic: "drift",
  on: userData,
  why: "User data with a time in it differs at every update: instances that it replaces are made anew each time.",
  remedy: "Drop the time, or let the script ask for it: $(date).",
  check: (data) => MOMENT.test(data.text ?? "") && { at: "userData", message: "the script holds a time" },
  examples: {
    pass: [
      [instance, { userData: "#!/bin/sh\necho $(date)" }],
      [instance, {}],
    ],
    fail: [[instance, { userData: "#!/bin/sh\n# generated 2026-08-01T09:15:00Z\n" }]],
  },
});

/** A key is a list of attributes, or, as before, two properties. */
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
  title: "Tables declare the attributes of their keys and no others",
  severity: "high",
  topic: "drift",
  on: "aws:dynamodb/table:Table",
  // The documentation of aws.dynamodb.Table
  why: "DynamoDB stores declarations of key attributes only: any other shows as a difference at every preview, for ever.",
  remedy: "Drop the attribute from attributes; items may hold it all the same.",
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
      .map((at) => ({ at, message: "the attribute is part of no key" })),
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
