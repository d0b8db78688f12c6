export * from "./credential-shapes";
export * from "./model";
export * from "./plan-file-error";
export * from "./saved";
export * from "./secret-names";
export * from "./urn";
export * from "./value";
