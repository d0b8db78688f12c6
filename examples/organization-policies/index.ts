import { rules } from "@roadbed/policies";
import { RoadbedPack } from "@roadbed/policies/pack";
import { regionsApproved } from "./regions";
import { topicsHaveSubscription } from "./subscriptions";

new RoadbedPack("acme", {
  preset: "baseline",
  rules: [...rules, regionsApproved, topicsHaveSubscription],
  settings: {
    // The preset makes this rule advisory and requires 7 days.
    "rds-backups": { level: "mandatory", minimumDays: 14 },
  },
});
