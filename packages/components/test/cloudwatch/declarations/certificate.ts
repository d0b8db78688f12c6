import { certificate } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { rarely } from "../sources/rarely";
import { serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const TWICE_A_DAY = 720;

export const certificateDeclarations: AlarmDeclarations = {
  monitors: certificate({
    name: "shop-certificate",
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/7d5a1c6e-1a2b-4c3d-9e8f-0a1b2c3d4e5f",
  }),
  source: serviceMetrics({
    // A slow burn uses up the remaining 31 days by noon.
    DaysToExpiry: rarely(TWICE_A_DAY, utilization({ idle: 31, busy: 0, leaked: -217 })),
  }),
  outcomes: {
    "expires-soon": raisedBy("slowBurn"),
    expires: raisedBy("slowBurn"),
  },
};
