import { containsCredential } from "@roadbed/plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { withStandIns } from "../../kernel/stand-ins";
import { defineViewRule } from "../../authoring/define-rule";
import { ec2Instances, userData } from "../../views/ec2-instances";

const instance = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const configuration = "aws:ec2/launchConfiguration:LaunchConfiguration";

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

export const ec2InstanceProfile = defineViewRule({
  id: "ec2-instance-profile",
  title: "EC2 instances and launch templates have an IAM instance profile",
  severity: "low",
  controls: { "cis-aws-3.0": ["1.18"], "cis-aws-4.0": ["1.18"] },
  on: ec2Instances,
  why: "Without a role, software on the instance can call AWS only with long-lived access keys that are copied to the instance.",
  remedy:
    "Set iamInstanceProfile: profile.name on an Instance, or iamInstanceProfile: { arn: profile.arn } on a LaunchTemplate. Session Manager also requires an instance profile.",
  check: (props) =>
    allOf(
      () => !("iamInstanceProfile" in props),
      () => !("launchTemplate" in props),
    ) && { at: "iamInstanceProfile", message: "no instance profile is set" },
  examples: {
    pass: [
      [instance, { iamInstanceProfile: "web" }],
      [instance, { launchTemplate: { id: "lt-1" } }],
      [template, { iamInstanceProfile: { name: "web" } }],
    ],
    fail: [
      [instance, {}],
      [template, {}],
    ],
  },
});
