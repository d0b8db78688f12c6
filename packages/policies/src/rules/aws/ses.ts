import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const set = "aws:sesv2/configurationSet:ConfigurationSet";
const older = "aws:ses/configurationSet:ConfigurationSet";

interface ConfigurationSet {
  readonly deliveryOptions?: { readonly tlsPolicy?: string };
}

export const sesTlsRequired = defineViewRule({
  id: "ses-tls-required",
  title: "Mail leaves over TLS alone",
  severity: "medium",
  controls: { "aws-fsbp": ["SES.3"] },
  on: defineView<ConfigurationSet>()({ [set]: (props) => [props], [older]: (props) => [props] }),
  // https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html
  why: "A receiver that offers no TLS, or somebody on the way who takes the offer out, gets the mail in the clear.",
  remedy: 'Set deliveryOptions: { tlsPolicy: "REQUIRE" }; left out, TLS is tried and done without.',
  check: ({ deliveryOptions }) =>
    (deliveryOptions?.tlsPolicy ?? "OPTIONAL").toUpperCase() !== "REQUIRE" && {
      at: "deliveryOptions",
      message: "mail may be sent in the clear",
    },
  examples: {
    pass: [
      [set, { configurationSetName: "orders", deliveryOptions: { tlsPolicy: "REQUIRE" } }],
      [older, { deliveryOptions: { tlsPolicy: "Require" } }],
    ],
    fail: [
      [set, { configurationSetName: "orders" }],
      [older, { deliveryOptions: { tlsPolicy: "Optional" } }],
    ],
  },
});
