export { AccountTracing } from "./account-tracing";
export type { AccountTracingArgs, AccountTracingDefaults, AccountTransactionSearchArgs } from "./account-tracing-args";
