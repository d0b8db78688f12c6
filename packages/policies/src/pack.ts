/** CrossGuard policy packs. This entry point loads `@pulumi/policy`. */
export { RoadbedPack, type RoadbedPackArgs } from "./crossguard/roadbed-pack";
