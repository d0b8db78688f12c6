export { rules } from "./catalogue";
export { RoadbedPack, type RoadbedPackArgs } from "./crossguard";
export * from "./define";
export type { ResourceRule, Rule, StackRule } from "./model";
