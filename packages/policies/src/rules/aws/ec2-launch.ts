import { containsCredential } from "../../conditions/credentials";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { ec2Instances, userData } from "../../views/ec2-instances";

const instance = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const configuration = "aws:ec2/launchConfiguration:LaunchConfiguration";

const decoded = (base64: string) => Buffer.from(base64, "base64").toString();

// The key that AWS uses in its own documentation.
const script = "#!/bin/sh\nexport AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n";

export const ec2UserDataNoCredentials = defineViewRule({
  id: "ec2-user-data-no-credentials",
  title: "User data holds no credentials",
  severity: "critical",
  on: userData,
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html
  why: "User data is not encrypted: every process on the machine reads it, and so does everyone who may describe instances.",
  remedy: "Give the instance a role by iamInstanceProfile, and let the script fetch secrets from Secrets Manager.",
  check: (data) =>
    anyOf(
      () => data.text !== undefined && containsCredential(data.text),
      () => data.base64 !== undefined && containsCredential(decoded(data.base64)),
    ) && "the user data holds a credential",
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
  title: "Instances have a role",
  severity: "low",
  controls: { "cis-aws-3.0": ["1.18"], "cis-aws-4.0": ["1.18"] },
  on: ec2Instances,
  why: "Software on a machine without a role that needs AWS gets keys that never expire, and that somebody copied there.",
  remedy: "Set iamInstanceProfile to an aws.iam.InstanceProfile, which Session Manager needs as well.",
  check: (machine) =>
    allOf(
      () => !("iamInstanceProfile" in machine),
      () => !("launchTemplate" in machine),
    ) && { at: "iamInstanceProfile", message: "the instance has no role" },
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
