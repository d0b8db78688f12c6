import { containsCredential } from "@roadbed/plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { withStandIns } from "../../kernel/stand-ins";
import { defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { exampleId, examplePlan } from "../../authoring/example-plan";
import { userData } from "../../views/ec2-instances";

const instance = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const spotRequest = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const configuration = "aws:ec2/launchConfiguration:LaunchConfiguration";

const PROFILED = [instance, spotRequest, template, configuration] as const;

const decoded = (base64: string) => Buffer.from(base64, "base64").toString();

// The example access key ID from the AWS documentation.
const script = "#!/bin/sh\nexport AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n";

export const ec2UserDataNoCredentials = defineViewRule({
  id: "ec2-user-data-no-credentials",
  title: "EC2 user data does not contain credentials",
  severity: "critical",
  on: userData,
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html
  why: "User data is not encrypted. Every process on the instance can read it, and so can anyone who is allowed to describe instance attributes.",
  remedy: "Assign a role with iamInstanceProfile, and let the script fetch secrets from Secrets Manager.",
  check: (data) =>
    anyOf(
      () => containsCredential(withStandIns(() => data.plain) ?? ""),
      () => data.base64 !== undefined && containsCredential(decoded(data.base64)),
    ) && "the user data contains a credential",
  examples: {
    pass: [
      [instance, {}],
      [instance, { userData: "#!/bin/sh\nexport AWS_REGION=eu-west-1\n" }],
      [template, { userData: Buffer.from("#!/bin/sh\nexport AWS_ACCESS_KEY_ID=$KEY\n").toString("base64") }],
    ],
    fail: [
      [instance, { userData: script }],
      [configuration, { userDataBase64: Buffer.from(script).toString("base64") }],
      [template, { userData: Buffer.from("#!/bin/sh\nexport DB_PASSWORD=correct-horse\n").toString("base64") }],
    ],
  },
});

export const ec2InstanceProfile = defineStackRule({
  id: "ec2-instance-profile",
  title: "EC2 instances and launch templates have an IAM instance profile",
  severity: "low",
  controls: { "cis-aws-3.0": ["1.18"], "cis-aws-4.0": ["1.18"] },
  types: PROFILED,
  why: "Without a role, software on the instance can call AWS only with long-lived access keys that are copied to the instance.",
  remedy:
    "Set iamInstanceProfile: profile.name on an Instance, or iamInstanceProfile: { arn: profile.arn } on a LaunchTemplate. Session Manager also requires an instance profile.",
  check: (graph) =>
    PROFILED.flatMap((type) =>
      graph.byTypeToken(type).map(
        (resource) =>
          allOf(
            () => !("iamInstanceProfile" in resource.props),
            () => !("launchTemplate" in resource.props),
            // EKS creates the instance profile of a node group, and rejects launch templates that contain one.
            () => !graph.referrers(resource, nodeGroup, "launchTemplate.id").some(Boolean),
            () => !graph.referrers(resource, nodeGroup, "launchTemplate.name").some(Boolean),
          ) && { resource, at: "iamInstanceProfile", message: "no instance profile is set" },
      ),
    ),
  examples: {
    pass: [
      examplePlan({ web: [instance, { iamInstanceProfile: "web" }] }),
      examplePlan({ web: [instance, { launchTemplate: { id: "lt-1" } }] }),
      examplePlan({ web: [template, { iamInstanceProfile: { name: "web" } }] }),
      examplePlan({
        web: [template, {}],
        nodes: [nodeGroup, { launchTemplate: { id: exampleId("web"), version: "1" } }],
      }),
      examplePlan({
        web: [template, { name: "nodes" }],
        nodes: [nodeGroup, { launchTemplate: { name: "nodes", version: "1" } }],
      }),
    ],
    fail: [
      examplePlan({ web: [instance, {}] }),
      examplePlan({ web: [template, {}] }),
      examplePlan({
        web: [template, {}],
        other: [template, { iamInstanceProfile: { name: "web" } }],
        nodes: [nodeGroup, { launchTemplate: { id: exampleId("other"), version: "1" } }],
      }),
    ],
  },
});
