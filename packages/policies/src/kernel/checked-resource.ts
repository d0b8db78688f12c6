import type { Properties, Urn } from "@roadbed/plan";
import { resourceForm, type ResourceForm } from "./resource-types";
import { listOf } from "./connectives";
import { slotsOf, type Slot } from "./list";
import { InputPath } from "./input-path";
import { currentRun } from "./check-session";
import { createView } from "./view";

/** Returns the items of a resource that a rule checks. */
export type ViewReader = (props: unknown) => readonly unknown[];

/** Information about a resource that is available to rules. */
export interface ResourceInfo {
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The name of the resource in the program. */
  readonly name: string;
  /** The type token of the resource. */
  readonly type: string;
  /** The inputs of the resource. */
  readonly inputs: Properties;
  /** The resource option `protect`. */
  readonly protect?: boolean | undefined;
  /** The resource option `ignoreChanges`. */
  readonly ignoreChanges?: readonly string[] | undefined;
}

/** A resource that rules check. All rules share one proxy of its inputs. */
export class CheckedResource {
  /** The information that is available to rules. */
  readonly info: ResourceInfo;
  /** How rules apply to the type of the resource. */
  readonly form: ResourceForm;
  readonly #path: InputPath;
  #view: unknown;
  readonly #items = new Map<ViewReader, readonly Slot[]>();

  constructor(info: ResourceInfo, path = new InputPath(), form = resourceForm(info.type)) {
    this.info = info;
    this.form = form;
    this.#path = path;
  }

  /** The inputs as rules read them. */
  get view(): unknown {
    return (this.#view ??= createView(this.info.inputs, this.#path, false));
  }

  /** Returns the items that a reader returns for the inputs. The items are cached unless every run must record the reads. */
  itemsOf(reader: ViewReader): readonly Slot[] {
    const run = currentRun();
    const cached = run.trace ? undefined : this.#items.get(reader);
    if (cached) return cached;
    const items = slotsOf(this.form.list ? this.#readListItems(reader) : reader(this.view));
    if (run.isClean) this.#items.set(reader, items);
    return items;
  }

  #readListItems(reader: ViewReader): unknown {
    const { items } = this.view as { readonly items?: readonly unknown[] };
    return listOf(items).flatMap((item) => reader(item));
  }
}
