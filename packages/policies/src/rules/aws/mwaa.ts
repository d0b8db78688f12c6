import { defineRule } from "../../authoring/define-rule";

const environment = "aws:mwaa/environment:Environment";

export const mwaaNotPublic = defineRule({
  id: "mwaa-not-public",
  title: "Airflow is reached from networks of one's own",
  severity: "medium",
  on: environment,
  why: "Everybody can reach the login of a web server that runs code with wide rights.",
  remedy: 'Drop webserverAccessMode, or set it to "PRIVATE_ONLY".',
  check: ({ webserverAccessMode = "PRIVATE_ONLY" }) =>
    webserverAccessMode === "PUBLIC_ONLY" && "everybody can reach the web server",
  examples: { pass: [{}, { webserverAccessMode: "PRIVATE_ONLY" }], fail: [{ webserverAccessMode: "PUBLIC_ONLY" }] },
});

/** Parts of Airflow whose logs say what it did. */
const logs = (part: "schedulerLogs" | "workerLogs" | "webserverLogs", id: string, title: string) =>
  defineRule({
    id,
    title,
    severity: "low",
    on: environment,
    why: "Without them nobody can say afterwards what ran, who started it, and why it failed.",
    remedy: 'Set enabled: true and logLevel: "INFO" for this part in loggingConfiguration.',
    check: ({ loggingConfiguration }) =>
      loggingConfiguration?.[part]?.enabled !== true && { at: "loggingConfiguration", message: "the logs are off" },
    examples: {
      pass: [{ loggingConfiguration: { [part]: { enabled: true } } }],
      fail: [{}, { loggingConfiguration: { [part]: { enabled: false } } }],
    },
  });

export const mwaaSchedulerLogs = logs("schedulerLogs", "mwaa-scheduler-logs", "The scheduler of Airflow writes logs");
export const mwaaWorkerLogs = logs("workerLogs", "mwaa-worker-logs", "The workers of Airflow write logs");
export const mwaaWebserverLogs = logs("webserverLogs", "mwaa-webserver-logs", "The web server of Airflow writes logs");
