export { AccountTracing } from "./account-tracing";
export type { AccountTracingArgs, AccountTracingDefaults, AccountTransactionSearchArgs } from "./account-tracing-args";
export type { TracingCollector, TracingLike, TracingProtocol } from "./collector";
export { Tracing } from "./tracing";
export type { TracingArgs, TracingDefaults, TracingGroupArgs, TracingSamplingRuleArgs } from "./tracing-args";
