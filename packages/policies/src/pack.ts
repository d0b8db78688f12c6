/** The CrossGuard policy pack. Loads `@pulumi/policy`. */
export { RoadbedPack, type RoadbedPackArgs } from "./crossguard/roadbed-pack";
