import { listOf } from "../kernel/connectives";
import type { InputsOf, TypeToken } from "./resource-type-tokens";

/** A common shape for several resource types. */
export interface View<Item, T extends string> {
  /** The functions that return the items of a resource, by resource type. */
  readonly readers: Readonly<Record<T, ReadItems<Item>>>;
}

/** Returns the items of a resource. */
type ReadItems<Item> = (inputs: never) => readonly Item[];

/** Defines a view: `defineView<Item>()({ "aws:…": (inputs) => [item, …], … })`. The second call infers the resource types. */
export function defineView<Item>(): <T extends string>(
  readers: { readonly [K in T]: (inputs: InputsOf<K>) => readonly Item[] } & {
    readonly [K in T]: TypeToken<K> extends K ? unknown : never;
  },
) => View<Item, T> {
  return (readers) => ({ readers });
}

/** Returns the resource types of a view, with the function that returns the items of a resource of that type. */
export function readersOf<Item, T extends string>(
  view: View<Item, T>,
): readonly (readonly [type: string, read: (inputs: object) => readonly Item[]])[] {
  return Object.entries<ReadItems<Item>>(view.readers).map(
    ([type, read]) => [type, read as (inputs: object) => readonly Item[]] as const,
  );
}

/** Defines a view whose items are derived from the items of another view. */
export function deriveView<Item, Derived, T extends string>(
  view: View<Item, T>,
  derive: (item: Item) => readonly Derived[],
): View<Derived, T> {
  return mapReaders(view, (read) => (inputs) => listOf<Item>(read(inputs)).flatMap((item) => derive(item)));
}

/** Combines views. If several views read the same resource type, the combined view returns the items of all these views. */
export function mergeViews<Item, A extends string, B extends string, C extends string = never>(
  ...views: readonly [View<Item, A>, View<Item, B>, View<Item, C>?]
): View<Item, A | B | C> {
  const sources = views.flatMap((view): Readonly<Record<string, ReadItems<Item>>>[] => (view ? [view.readers] : []));
  const readers = Object.assign({}, ...sources) as View<Item, A | B | C>["readers"];
  return mapReaders({ readers }, (_, type) => {
    const readersOfType = sources.map((source) => (Object.hasOwn(source, type) ? source[type] : undefined));
    return (inputs) => listOf(...readersOfType.map((read) => () => read?.(inputs)));
  });
}

function mapReaders<Item, Mapped, T extends string>(
  { readers }: View<Item, T>,
  map: (read: ReadItems<Item>, type: string) => ReadItems<Mapped>,
): View<Mapped, T> {
  const mapped = Object.entries<ReadItems<Item>>(readers).map(([type, read]) => [type, map(read, type)] as const);
  return { readers: Object.fromEntries(mapped) as Readonly<Record<T, ReadItems<Mapped>>> };
}
