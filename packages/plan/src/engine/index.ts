export { createEngine } from "./engine";
export { PARALLEL } from "./monitor";
export type { PreviewEvent } from "./preview-event";
export type { EngineServices } from "./resources/registrations";
export { Session, type RegisteredResource, type SessionContext } from "./session";
