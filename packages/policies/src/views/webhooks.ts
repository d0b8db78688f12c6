import { defineView } from "../authoring/define-view";

/** A configuration of admission webhooks. */
export interface WebhookConfiguration {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string | undefined>> };
  readonly webhooks?: readonly { readonly clientConfig?: { readonly caBundle?: string } }[];
}

const whole = (props: WebhookConfiguration): readonly WebhookConfiguration[] => [props];

export const webhookConfigurations = defineView<WebhookConfiguration>()({
  "kubernetes:admissionregistration.k8s.io/v1:MutatingWebhookConfiguration": whole,
  "kubernetes:admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration": whole,
});
