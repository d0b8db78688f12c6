import { estimatedCharges } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { rarely } from "../sources/rarely";
import { serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const FOUR_TIMES_A_DAY = 360;

export const estimatedChargesDeclarations: AlarmDeclarations = {
  monitors: estimatedCharges({ name: "charges", maximumUsd: 2000 }),
  source: serviceMetrics({
    EstimatedCharges: rarely(FOUR_TIMES_A_DAY, utilization({ idle: 1200, busy: 10, leaked: 2000, range: [0, 10_000] })),
  }),
  outcomes: { charges: raisedBy("slowBurn") },
};
