export { rules } from "./catalogue";
export { closest } from "./closest";
export { evaluate, type ConfiguredRule } from "./evaluate";
export * from "./finding";
export type * from "./model";
export { PRESETS, type Preset } from "./presets";
export { configure, SettingsError, type RuleSetting, type Settings } from "./settings";
