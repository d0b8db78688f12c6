import { defineRule } from "../../authoring/define-rule";

const environment = "aws:mwaa/environment:Environment";

export const mwaaNotPublic = defineRule({
  id: "mwaa-not-public",
  title: "Amazon MWAA web servers are not publicly accessible",
  severity: "medium",
  on: environment,
  why: "Anyone on the internet can reach the sign-in page of a web server that can start workflows with the environment's permissions.",
  remedy: 'Remove webserverAccessMode, or set it to "PRIVATE_ONLY".',
  check: ({ webserverAccessMode = "PRIVATE_ONLY" }) =>
    webserverAccessMode === "PUBLIC_ONLY" && "the web server is publicly accessible",
  examples: { pass: [{}, { webserverAccessMode: "PRIVATE_ONLY" }], fail: [{ webserverAccessMode: "PUBLIC_ONLY" }] },
});

/** Creates a rule that requires the logs of one Airflow component. */
const createLogRule = (
  property: "schedulerLogs" | "workerLogs" | "webserverLogs",
  id: string,
  title: string,
  remedy: string,
) =>
  defineRule({
    id,
    title,
    severity: "low",
    on: environment,
    why: "Without these logs, you cannot determine what ran, who started it, or why it failed.",
    remedy,
    check: ({ loggingConfiguration }) =>
      loggingConfiguration?.[property]?.enabled !== true && {
        at: "loggingConfiguration",
        message: "the logs are not enabled",
      },
    examples: {
      pass: [{ loggingConfiguration: { [property]: { enabled: true } } }],
      fail: [{}, { loggingConfiguration: { [property]: { enabled: false } } }],
    },
  });

export const mwaaSchedulerLogs = createLogRule(
  "schedulerLogs",
  "mwaa-scheduler-logs",
  "Amazon MWAA environments have scheduler logs enabled",
  'Set loggingConfiguration: { schedulerLogs: { enabled: true, logLevel: "INFO" } }.',
);
export const mwaaWorkerLogs = createLogRule(
  "workerLogs",
  "mwaa-worker-logs",
  "Amazon MWAA environments have worker logs enabled",
  'Set loggingConfiguration: { workerLogs: { enabled: true, logLevel: "INFO" } }.',
);
export const mwaaWebserverLogs = createLogRule(
  "webserverLogs",
  "mwaa-webserver-logs",
  "Amazon MWAA environments have web server logs enabled",
  'Set loggingConfiguration: { webserverLogs: { enabled: true, logLevel: "INFO" } }.',
);
