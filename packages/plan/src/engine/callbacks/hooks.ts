import {
  ResourceHookRequest,
  ResourceHookResponse,
  type RegisterErrorHookRequest,
  type RegisterResourceHookRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { RegistrationOutcome } from "../../planner";
import { encodeStruct, InvalidRequestError } from "../../protocol";
import type { HookEvent } from "../resources/goal-options";
import type { Registration, Session } from "../session";
import { callbackAddress, type CallbackAddress, type Callbacks } from "./callbacks";

interface Hook {
  readonly address: CallbackAddress;
  readonly onDryRun: boolean;
  readonly ignoreErrors: boolean;
}

/** Runs the hooks before and after a change to a resource. In a preview, only hooks with `onDryRun` run. */
export class Hooks {
  readonly #session: Session;
  readonly #callbacks: Callbacks;
  readonly #byName = new Map<string, Hook>();
  readonly #errorHooks = new Set<string>();

  constructor(session: Session, callbacks: Callbacks) {
    this.#session = session;
    this.#callbacks = callbacks;
  }

  /**
   * Registers a resource hook.
   *
   * @throws InvalidRequestError if the name is already registered
   */
  register(request: RegisterResourceHookRequest): void {
    const name = request.getName();
    if (this.#byName.has(name)) throw new InvalidRequestError(`resource hook already registered for name "${name}"`);
    this.#byName.set(name, {
      address: callbackAddress(request.getCallback()),
      onDryRun: request.getOnDryRun(),
      ignoreErrors: request.getIgnoreErrors(),
    });
  }

  /**
   * Registers an error hook. It never runs, because a provider cannot fail to make a change in a preview.
   *
   * @throws InvalidRequestError if the name is already registered
   */
  registerErrorHook(request: RegisterErrorHookRequest): void {
    const name = request.getName();
    if (this.#errorHooks.has(name)) throw new InvalidRequestError(`error hook already registered for name "${name}"`);
    this.#errorHooks.add(name);
  }

  /**
   * Runs the hooks before or after a change. If a hook fails, the run fails.
   *
   * @throws MonitorShutdownError if a hook fails
   */
  async run(moment: "before" | "after", goal: Registration, outcome: RegistrationOutcome): Promise<void> {
    if (outcome.effect === "none") return;
    const event: HookEvent = `${moment}${outcome.effect === "create" ? "Create" : "Update"}`;
    for (const name of goal.hooks[event] ?? []) {
      const hook = this.#byName.get(name);
      if (hook === undefined) throw this.#session.fail(`resource hook "${name}" was not registered`, goal.urn);
      if (!hook.onDryRun) continue;
      const problem = await this.#call(hook, moment, goal, outcome);
      if (problem === "") continue;
      const message = `${moment} hook "${name}" failed: ${problem}`;
      if (hook.ignoreErrors) this.#session.report("warning", message, goal.urn);
      else throw this.#session.fail(message, goal.urn);
    }
  }

  async #call(
    hook: Hook,
    moment: "before" | "after",
    goal: Registration,
    outcome: RegistrationOutcome,
  ): Promise<string> {
    const { id, inputs, outputs, old } = outcome;
    const request = new ResourceHookRequest()
      .setUrn(goal.urn)
      .setId(typeof id === "string" ? id : "")
      .setName(goal.name)
      .setType(goal.type)
      .setNewInputs(encodeStruct(inputs));
    if (moment === "after") request.setNewOutputs(encodeStruct(outputs));
    if (old !== undefined) request.setOldInputs(encodeStruct(old.inputs)).setOldOutputs(encodeStruct(old.outputs));
    const answer = await this.#callbacks.invoke(hook.address, request.serializeBinary());
    return ResourceHookResponse.deserializeBinary(answer).getError();
  }
}
