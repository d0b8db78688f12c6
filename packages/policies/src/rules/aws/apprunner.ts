import { entries, listOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import { isSecretVariable } from "../../conditions/secret-variables";

const service = "aws:apprunner/service:Service";

export const apprunnerPrivate = defineRule({
  id: "apprunner-private",
  title: "App Runner services are not public unless that is meant",
  severity: "medium",
  on: service,
  why: "A service that says nothing can be called by everybody, and has no firewall of its own.",
  remedy:
    "Set networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } and an aws.apprunner.VpcIngressConnection; for a public site, set the option publicAllowed.",
  options: { publicAllowed: booleanOption(false, "Whether services may be public.") },
  check: (props, { options }) =>
    !options.publicAllowed &&
    props.networkConfiguration?.ingressConfiguration?.isPubliclyAccessible !== false && {
      at: "networkConfiguration",
      message: "everybody can call the service",
    },
  examples: {
    pass: [{ networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } }],
    fail: [{}, { networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: true } } }],
  },
});

export const apprunnerVpcEgress = defineRule({
  id: "apprunner-vpc-egress",
  title: "App Runner services reach others through a network of their own",
  severity: "low",
  on: service,
  why: "What leaves by AWS's network passes no firewall, no endpoint policy and no flow log of yours.",
  remedy: 'Set networkConfiguration: { egressConfiguration: { egressType: "VPC", vpcConnectorArn: connector.arn } }.',
  check: ({ networkConfiguration }) =>
    (networkConfiguration?.egressConfiguration?.egressType ?? "DEFAULT") !== "VPC" && "nothing watches what leaves",
  examples: {
    pass: [{ networkConfiguration: { egressConfiguration: { egressType: "VPC", vpcConnectorArn: "arn" } } }],
    fail: [{}, { networkConfiguration: { egressConfiguration: { egressType: "DEFAULT" } } }],
  },
});

export const apprunnerEnvNoSecrets = defineRule({
  id: "apprunner-env-no-secrets",
  title: "Variables of App Runner services hold no secrets",
  severity: "high",
  on: service,
  why: "Everyone who may look at the service reads them.",
  remedy: "Put the value into an aws.secretsmanager.Secret, and name its ARN in runtimeEnvironmentSecrets.",
  check: ({ sourceConfiguration }) =>
    listOf(
      () => entries(sourceConfiguration?.imageRepository?.imageConfiguration?.runtimeEnvironmentVariables),
      () =>
        entries(
          sourceConfiguration?.codeRepository?.codeConfiguration?.codeConfigurationValues?.runtimeEnvironmentVariables,
        ),
    ).some(([name, value]) => isSecretVariable(name, value ?? "")) && {
      at: "sourceConfiguration",
      message: "a variable holds a secret",
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
