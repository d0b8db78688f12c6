import { defineView } from "../authoring/define-view";

/** The configuration of admission webhooks. */
export interface WebhookConfiguration {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string | undefined>> };
  readonly webhooks?: readonly { readonly clientConfig?: { readonly caBundle?: string } }[];
}

const allProperties = (props: WebhookConfiguration): readonly WebhookConfiguration[] => [props];

/** The configurations of mutating and validating admission webhooks. */
export const webhookConfigurations = defineView<WebhookConfiguration>()({
  "kubernetes:admissionregistration.k8s.io/v1:MutatingWebhookConfiguration": allProperties,
  "kubernetes:admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration": allProperties,
});
