import { RoadbedPack } from "@roadbed/policies/pack";

new RoadbedPack("roadbed-baseline", { preset: "baseline" });
