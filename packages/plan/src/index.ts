export * from "./model";
export * from "./urn";
export * from "./value";
