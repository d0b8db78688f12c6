import {
  asObject,
  atKey,
  boolean,
  dictionaryReader,
  looseObjectReader,
  optional,
  parseJson,
  ShapeError,
  string,
  type JsonReader,
} from "../documents";
import type { PreviewEvent } from "../engine";
import { PlanFileError } from "../errors";
import type { Diagnostic, PackReport } from "../model";
import { stripFormatting } from "../process";
import { eventStep, fromEvent, type CliStep } from "./cli-step";
import { cliMessage, toDiagnostic } from "./messages";
import { PackReports } from "./policy-events";

/** The content of an event log. All arrays have the order of the log. */
export interface EventLog {
  readonly steps: readonly StepEvent[];
  readonly diagnostics: readonly Diagnostic[];
  readonly policies: PackReport;
  /** The summary of the run. Absent if the log is incomplete. */
  readonly summary?: Summary;
  /** Whether the log is from a deployment rather than a preview. */
  readonly isDeployment: boolean;
}

/**
 * A step before or after its execution. For a component, a second event follows when it registers its outputs.
 */
export interface StepEvent {
  readonly when: "before" | "after";
  readonly step: CliStep;
}

interface Summary {
  readonly PolicyPacks?: Readonly<Record<string, string>>;
  readonly isPreview?: boolean;
  /** The result of the run. Absent before CLI 3.227. */
  readonly result?: string;
}
const summary = looseObjectReader<Summary>({
  PolicyPacks: optional(dictionaryReader(string)),
  isPreview: optional(boolean),
  result: optional(string),
});

interface Stepped {
  readonly metadata: CliStep;
  readonly planning?: boolean;
}
const metadata: JsonReader<CliStep> = { read: (json) => fromEvent(eventStep.read(json)) };
const stepped = looseObjectReader<Stepped>({ metadata, planning: optional(boolean) });
const stdout = looseObjectReader<{ message: string }>({ message: string });
const failure = looseObjectReader<{ error: string }>({ error: string });

/** The end of a debug message. Most events are debug messages, and this ending identifies them without parsing. */
const DEBUG_MESSAGE = '"severity":"debug"}}';

/** Reads an event log line by line, as it grows. */
export class EventLogReader {
  readonly #file: string;
  readonly #debug: boolean;
  readonly #onEvent: ((event: PreviewEvent) => void) | undefined;
  readonly #steps: StepEvent[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #policies = new PackReports();
  #summary: Summary | undefined;
  #isDeployment = false;
  #line = 0;
  #registered = 0;

  /**
   * @param file - the file name for messages
   * @param debug - whether to keep debug messages
   * @param onEvent - called for events that a progress display needs
   */
  constructor(file: string, debug = false, onEvent?: (event: PreviewEvent) => void) {
    this.#file = file;
    this.#debug = debug;
    this.#onEvent = onEvent;
  }

  /**
   * Reads the next line.
   *
   * @throws PlanFileError with the line number if the line is not an event
   */
  read(line: string): void {
    this.#line += 1;
    if (line.trim() === "" || (!this.#debug && line.trimEnd().endsWith(DEBUG_MESSAGE))) return;
    const event = parseJson(line, this.#file, this.#line);
    try {
      const [kind, payload] = payloadOf(event);
      atKey(kind, () => this.#readEvent(kind, payload));
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      throw new PlanFileError("invalid-content", `${this.#file}:${this.#line}: ${error.describe("the line")}.`, {
        cause: error,
      });
    }
  }

  #readEvent(kind: string, payload: unknown): void {
    this.#policies.add(kind, payload);
    if (kind === "resourcePreEvent") this.#readStep("before", stepped.read(payload));
    else if (kind === "resOutputsEvent" || kind === "resOpFailedEvent") this.#readStep("after", stepped.read(payload));
    else if (kind === "diagnosticEvent") this.#addMessage(toDiagnostic(cliMessage.read(payload)));
    else if (kind === "stdoutEvent")
      this.#addMessage({ severity: "info", message: stripFormatting(stdout.read(payload).message) });
    else if (kind === "errorEvent")
      this.#addMessage({ severity: "error", message: stripFormatting(failure.read(payload).error) });
    else if (kind === "summaryEvent") this.#readSummary(summary.read(payload));
    // Other events, such as preludes and progress, are not needed.
  }

  #readSummary(found: Summary): void {
    this.#summary = found;
    this.#policies.addPacks(found.PolicyPacks ?? {});
    this.#isDeployment ||= found.isPreview === false;
  }

  #readStep(when: StepEvent["when"], { metadata: step, planning }: Stepped): void {
    this.#steps.push({ when, step });
    // The CLI omits `planning` if it is false.
    this.#isDeployment ||= planning !== true;
    if (when === "after" || step.new === undefined || step.operation === "refresh") return;
    this.#registered += 1;
    this.#onEvent?.({ type: "registered", urn: step.urn, count: this.#registered });
  }

  #addMessage(diagnostic: Diagnostic | undefined): void {
    if (diagnostic === undefined || diagnostic.message === "") return;
    if (diagnostic.severity === "debug" && !this.#debug) return;
    this.#diagnostics.push(diagnostic);
    this.#onEvent?.({ type: "diagnostic", severity: diagnostic.severity, message: diagnostic.message });
  }

  get log(): EventLog {
    return {
      steps: this.#steps,
      diagnostics: this.#diagnostics,
      policies: this.#policies.report,
      ...(this.#summary === undefined ? {} : { summary: this.#summary }),
      isDeployment: this.#isDeployment,
    };
  }
}

/**
 * Parses an event log. An incomplete last line is ignored, because the CLI was stopped while it wrote the line.
 *
 * @throws PlanFileError
 */
export function readEventLog(content: string, file: string, debug = false): EventLog {
  const reader = new EventLogReader(file, debug);
  const lines = content.split("\n");
  const last = lines.pop() ?? "";
  for (const line of lines) reader.read(line);
  if (isComplete(last)) reader.read(last);
  return reader.log;
}

function isComplete(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    // The CLI was stopped while it wrote the line.
    return false;
  }
}

/** Whether parsed JSON looks like an engine event. */
export function isEvent(json: unknown): boolean {
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, "sequence")) return false;
  return Object.keys(json).some((name) => name.endsWith("Event"));
}

/** @throws ShapeError */
function payloadOf(event: unknown): readonly [kind: string, payload: unknown] {
  const found = Object.entries(asObject(event)).find(([name]) => name.endsWith("Event"));
  if (found === undefined) throw new ShapeError("expected an event");
  return found;
}
