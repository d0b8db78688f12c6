import { RoadbedPack } from "@roadbed/policies/pack";

new RoadbedPack("roadbed-strict", { preset: "strict" });
