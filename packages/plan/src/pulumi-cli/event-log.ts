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

/** What an event log says, in the order it says it. */
export interface EventLog {
  readonly steps: readonly StepEvent[];
  readonly diagnostics: readonly Diagnostic[];
  readonly policies: PackReport;
  /** Absent if the log was cut off. */
  readonly summary?: Summary;
  /** Whether the log is of something that was carried out, not of a preview. */
  readonly carriedOut: boolean;
}

/** A step is announced, and then reported with what came of it; components once more when they register their outputs. */
export interface StepEvent {
  readonly when: "before" | "after";
  readonly step: CliStep;
}

interface Summary {
  readonly PolicyPacks?: Readonly<Record<string, string>>;
  readonly isPreview?: boolean;
  /** Absent before the CLI's version 3.227. */
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

/** Events of the program's own debugging are most of a log; told apart by their end, they need not be parsed. */
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
  #carriedOut = false;
  #line = 0;
  #registered = 0;

  /** `file` is only for messages; `debug` keeps debug messages; `onEvent` is told what a progress display shows. */
  constructor(file: string, debug = false, onEvent?: (event: PreviewEvent) => void) {
    this.#file = file;
    this.#debug = debug;
    this.#onEvent = onEvent;
  }

  /** @throws PlanFileError with the line, if it is no event */
  take(line: string): void {
    this.#line += 1;
    if (line.trim() === "" || (!this.#debug && line.trimEnd().endsWith(DEBUG_MESSAGE))) return;
    const event = parseJson(line, this.#file, this.#line);
    try {
      const [kind, payload] = payloadOf(event);
      atKey(kind, () => this.#takeEvent(kind, payload));
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      throw new PlanFileError("content", `${this.#file}:${this.#line}: ${error.describe("the event")}.`, {
        cause: error,
      });
    }
  }

  #takeEvent(kind: string, payload: unknown): void {
    this.#policies.take(kind, payload);
    if (kind === "resourcePreEvent") this.#takeStep("before", stepped.read(payload));
    else if (kind === "resOutputsEvent" || kind === "resOpFailedEvent") this.#takeStep("after", stepped.read(payload));
    else if (kind === "diagnosticEvent") this.#takeMessage(toDiagnostic(cliMessage.read(payload)));
    else if (kind === "stdoutEvent")
      this.#takeMessage({ severity: "info", message: stripFormatting(stdout.read(payload).message) });
    else if (kind === "errorEvent")
      this.#takeMessage({ severity: "error", message: stripFormatting(failure.read(payload).error) });
    else if (kind === "summaryEvent") this.#takeSummary(summary.read(payload));
    // The rest is preludes, progress and the like; newer CLIs may have more.
  }

  #takeSummary(found: Summary): void {
    this.#summary = found;
    this.#policies.takePacks(found.PolicyPacks ?? {});
    this.#carriedOut ||= found.isPreview === false;
  }

  #takeStep(when: StepEvent["when"], { metadata: step, planning }: Stepped): void {
    this.#steps.push({ when, step });
    // Left out when false.
    this.#carriedOut ||= planning !== true;
    if (when === "after" || step.new === undefined || step.operation === "refresh") return;
    this.#registered += 1;
    this.#onEvent?.({ type: "registered", urn: step.urn, count: this.#registered });
  }

  #takeMessage(diagnostic: Diagnostic | undefined): void {
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
      carriedOut: this.#carriedOut,
    };
  }
}

/**
 * The events of a whole log. A last line without an end is left out: the CLI was stopped while it wrote.
 *
 * @throws PlanFileError
 */
export function readEventLog(content: string, file: string, debug = false): EventLog {
  const reader = new EventLogReader(file, debug);
  const lines = content.split("\n");
  const last = lines.pop() ?? "";
  for (const line of lines) reader.take(line);
  if (isWhole(last)) reader.take(last);
  return reader.log;
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    // Not an error: see above.
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
  if (found === undefined) throw new ShapeError("holds no event");
  return found;
}
