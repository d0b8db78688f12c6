import { entries, listOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import { isSecretVariable } from "../../conditions/secret-variables";

const service = "aws:apprunner/service:Service";

export const apprunnerPrivate = defineRule({
  id: "apprunner-private",
  title: "App Runner services are not publicly accessible",
  severity: "medium",
  on: service,
  why: "App Runner services are public by default, so anyone on the internet can send requests to them.",
  remedy:
    "Set networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } and add an aws.apprunner.VpcIngressConnection. For public websites, set the option publicAllowed to true.",
  options: { publicAllowed: booleanOption(false, "Whether services can be publicly accessible.") },
  check: (props, { options }) =>
    !options.publicAllowed &&
    props.networkConfiguration?.ingressConfiguration?.isPubliclyAccessible !== false && {
      at: "networkConfiguration",
      message: "the service is publicly accessible",
    },
  examples: {
    pass: [{ networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } }],
    fail: [{}, { networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: true } } }],
  },
});

export const apprunnerVpcEgress = defineRule({
  id: "apprunner-vpc-egress",
  title: "App Runner services send outbound traffic through a VPC",
  severity: "low",
  on: service,
  why: "Outbound traffic outside your VPC bypasses your firewalls, VPC endpoint policies, and flow logs.",
  remedy: 'Set networkConfiguration: { egressConfiguration: { egressType: "VPC", vpcConnectorArn: connector.arn } }.',
  check: ({ networkConfiguration }) =>
    (networkConfiguration?.egressConfiguration?.egressType ?? "DEFAULT") !== "VPC" &&
    "outbound traffic does not go through a VPC",
  examples: {
    pass: [{ networkConfiguration: { egressConfiguration: { egressType: "VPC", vpcConnectorArn: "arn" } } }],
    fail: [{}, { networkConfiguration: { egressConfiguration: { egressType: "DEFAULT" } } }],
  },
});

export const apprunnerEnvNoSecrets = defineRule({
  id: "apprunner-env-no-secrets",
  title: "App Runner services do not pass secrets as plaintext environment variables",
  severity: "high",
  on: service,
  why: "Anyone with permission to view the service can read the values of its environment variables.",
  remedy: "Store the value in an aws.secretsmanager.Secret, and add the secret's ARN to runtimeEnvironmentSecrets.",
  check: ({ sourceConfiguration }) =>
    listOf(
      () => entries(sourceConfiguration?.imageRepository?.imageConfiguration?.runtimeEnvironmentVariables),
      () =>
        entries(
          sourceConfiguration?.codeRepository?.codeConfiguration?.codeConfigurationValues?.runtimeEnvironmentVariables,
        ),
    ).some((variable) => isSecretVariable(variable[0], () => variable[1])) && {
      at: "sourceConfiguration",
      message: "an environment variable contains a secret",
    },
  examples: {
    pass: [
      {
        sourceConfiguration: {
          imageRepository: { imageConfiguration: { runtimeEnvironmentVariables: { STAGE: "prod" } } },
        },
      },
      {
        sourceConfiguration: {
          codeRepository: {
            codeConfiguration: { codeConfigurationValues: { runtimeEnvironmentVariables: { STAGE: "prod" } } },
          },
        },
      },
    ],
    fail: [
      {
        sourceConfiguration: {
          imageRepository: {
            imageConfiguration: { runtimeEnvironmentVariables: { STAGE: "prod", DB_PASSWORD: "hunter2" } },
          },
        },
      },
      {
        sourceConfiguration: {
          codeRepository: {
            codeConfiguration: { codeConfigurationValues: { runtimeEnvironmentVariables: { API_TOKEN: "hunter2" } } },
          },
        },
      },
    ],
  },
});
