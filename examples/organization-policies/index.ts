import { rules } from "@roadbed/policies";
import { RoadbedPack } from "@roadbed/policies/pack";
import { regionsApproved } from "./regions";

new RoadbedPack("acme", {
  preset: "baseline",
  rules: [...rules, regionsApproved],
  settings: {
    // Advisory in the baseline; here it blocks, and asks for two weeks instead of one.
    "rds-backups": { level: "mandatory", minimumDays: 14 },
  },
});
