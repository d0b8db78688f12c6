import type * as pulumi from "@pulumi/pulumi";
import { oneOf, type Problems } from "./argument-issues";
import type { Tags } from "./tags";

/** What a component is for: the one word that sets counts, retention and protection together. */
export type Profile = "production" | "development";

/** Whether a component's stateful parts resist deletion. */
export type Protection = "on" | "off";

/** How a child takes over what exists already. */
export interface Adoption {
  /**
   * The provider's ID of an existing resource, which becomes this child instead of a new one. Its settings must equal what
   * the component asks for: the preview shows what differs. Remove the argument after the first deployment.
   */
  readonly import?: string;
  /** What this child was called before: in another component, or outside of any. Nothing is replaced then. */
  readonly aliases?: pulumi.Input<pulumi.URN | pulumi.Alias>[];
}

/** Arguments that every component has. */
export interface ComponentArgs {
  /**
   * Sets every default that differs between the two at once: counts, retention, protection. Any single argument still
   * wins over it. Each argument's documentation names both defaults where they differ.
   *
   * @default "production"
   */
  readonly defaults?: Profile;
  /**
   * Whether the stateful children resist deletion: Pulumi's `protect`, the service's own deletion protection, and the
   * refusal to delete what still holds data. `protect` among the component's options wins over it for the first.
   *
   * @default "on"; "off" in development
   */
  readonly protection?: Protection;
  /** Tags of every child that can have them; they win over tags that the component itself sets. */
  readonly tags?: pulumi.Input<Tags>;
  /** Existing resources that become children, by the child's name without the component's: `{ repository: … }`. */
  readonly adopt?: Readonly<Record<string, Adoption>>;
}

/** The defaults `K` of a component's arguments `A`, whole for each profile. */
export type Defaults<A, K extends keyof A> = Readonly<Record<Profile, Required<Pick<A, K>>>>;

/** Defaults from those of production, and what development changes. */
export function defineDefaults<T extends object>(production: T, development: Partial<T>): Readonly<Record<Profile, T>> {
  return { production, development: { ...production, ...development } };
}

/** The names of the arguments that every component has, to be completed by those of its own. */
export const SHARED_ARGUMENTS: Readonly<Record<keyof ComponentArgs, true>> = {
  defaults: true,
  protection: true,
  tags: true,
  adopt: true,
};

/**
 * The arguments, completed by the defaults of their profile. Judges what all components share: the names of the arguments,
 * which `known` lists, the profile and the protection.
 *
 * @throws ArgumentsError at once if the arguments are not an object
 */
export function withDefaults<A extends ComponentArgs, K extends keyof A>(
  problems: Problems,
  defaults: Defaults<A, K>,
  known: Readonly<Record<keyof A, true>>,
  args: A,
): A & Required<Pick<A, K>> {
  problems.checkNames("", args, Object.keys(known));
  const { defaults: profile = "production", protection = "on" } = args;
  const isProfile = problems.check("defaults", profile, oneOf(Object.keys(defaults)));
  problems.check("protection", protection, oneOf(["on", "off"]));
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as A;
  return { ...defaults[isProfile ? profile : "production"], ...given };
}

/** Judges `adopt` against the names of the children that the component is going to make. */
export function checkAdoption(problems: Problems, { adopt }: ComponentArgs, children: readonly string[]): void {
  if (adopt === undefined) return;
  problems.checkNames("adopt", adopt, children);
  for (const [child, adoption] of Object.entries(adopt).filter(([name]) => children.includes(name))) {
    problems.checkNames(`adopt.${child}`, adoption, ["import", "aliases"]);
  }
}

/** The options of a child: its parent, which brings the provider along, and what `adopt` says about it. */
export function childOptions(
  parent: pulumi.Resource,
  { adopt }: ComponentArgs,
  child: string,
  options: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  return { parent, ...adopt?.[child], ...options };
}

/**
 * Whether Pulumi protects a stateful child. What a child says for itself beats what its component was told, so a child
 * must repeat `protect` of the component's options, or `{ protect: false }` there would do nothing.
 */
export function isProtected(settings: { readonly protection: Protection }, options?: pulumi.ResourceOptions): boolean {
  return options?.protect ?? settings.protection === "on";
}
