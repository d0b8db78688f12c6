// https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
/** The retries in each phase: two at once, five after 20 seconds each, and eleven after 5 minutes each. */
const RETRIES = { numNoDelayRetries: 2, numMinDelayRetries: 5, numMaxDelayRetries: 11 };
const DELAYS = { minDelayTarget: 20, maxDelayTarget: 300 };

/**
 * Returns the delivery policy of an HTTPS endpoint as JSON: retries for 57 minutes, which is 5 × 20 seconds and 11 × 5 minutes. SNS
 * allows an hour. By default, it would give up after three retries within a minute.
 */
export function deliveryPolicy(): string {
  const numRetries = Object.values(RETRIES).reduce((total, retries) => total + retries, 0);
  // No retries remain for the phase between both delays, to which the backoff function applies.
  return JSON.stringify({ healthyRetryPolicy: { ...DELAYS, numRetries, ...RETRIES, backoffFunction: "linear" } });
}
