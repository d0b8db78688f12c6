import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const sesv2ConfigurationSet = "aws:sesv2/configurationSet:ConfigurationSet";
const sesConfigurationSet = "aws:ses/configurationSet:ConfigurationSet";

interface ConfigurationSet {
  readonly deliveryOptions?: { readonly tlsPolicy?: string };
}

export const sesTlsRequired = defineViewRule({
  id: "ses-tls-required",
  title: "SES configuration sets require TLS for email delivery",
  severity: "medium",
  controls: { "aws-fsbp": ["SES.3"] },
  on: defineView<ConfigurationSet>()({
    [sesv2ConfigurationSet]: (props) => [props],
    [sesConfigurationSet]: (props) => [props],
  }),
  // https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html
  why: "Unless TLS is required, SES sends email in plaintext if the receiving server does not offer TLS or an attacker suppresses the offer.",
  remedy:
    'Set deliveryOptions: { tlsPolicy: "REQUIRE" }. By default, SES uses TLS only if the receiving server supports it.',
  check: ({ deliveryOptions }) =>
    (deliveryOptions?.tlsPolicy ?? "OPTIONAL").toUpperCase() !== "REQUIRE" && {
      at: "deliveryOptions",
      message: "TLS is not required for email delivery",
    },
  examples: {
    pass: [
      [sesv2ConfigurationSet, { configurationSetName: "orders", deliveryOptions: { tlsPolicy: "REQUIRE" } }],
      [sesConfigurationSet, { deliveryOptions: { tlsPolicy: "Require" } }],
    ],
    fail: [
      [sesv2ConfigurationSet, { configurationSetName: "orders" }],
      [sesConfigurationSet, { deliveryOptions: { tlsPolicy: "Optional" } }],
    ],
  },
});
