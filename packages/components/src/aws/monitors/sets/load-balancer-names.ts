import { matching } from "../../../shared/checks";

/** Accepts the part of the ARN of an Application Load Balancer that metrics refer to. */
export const applicationLoadBalancerName = matching(
  /^app\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/,
  "the part of the ARN that metrics refer to",
  'Example: "app/shop/50dc6c495c0c9188", the output arnSuffix of the load balancer.',
);

/** Accepts the part of the ARN of a Network Load Balancer that metrics refer to. */
export const networkLoadBalancerName = matching(
  /^net\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/,
  "the part of the ARN that metrics refer to",
  'Example: "net/broker/50dc6c495c0c9188", the output arnSuffix of the load balancer.',
);

/** Accepts the part of the ARN of a target group that metrics refer to. */
export const targetGroupName = matching(
  /^targetgroup\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/,
  "the part of the ARN that metrics refer to",
  'Example: "targetgroup/orders/73e2d6bc24d8a067", the output arnSuffix of the target group.',
);
