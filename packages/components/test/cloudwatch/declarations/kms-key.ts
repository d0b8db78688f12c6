import { kmsKey } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { requests, serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const DAY_SECONDS = 86_400;

export const kmsKeyDeclarations: AlarmDeclarations = {
  monitors: kmsKey({
    name: "orders-key",
    keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    keyMaterialExpires: true,
  }),
  source: serviceMetrics({
    // A slow burn uses up the remaining 30 days until midnight.
    SecondsUntilKeyMaterialExpiration: utilization({
      idle: 30 * DAY_SECONDS,
      busy: 0,
      leaked: -30 * DAY_SECONDS,
      range: [0, 30 * DAY_SECONDS],
    }),
    SuccessfulRequest: requests(600),
  }),
  outcomes: {
    "expires-soon": raisedBy("slowBurn"),
    expires: raisedBy("slowBurn"),
  },
};
