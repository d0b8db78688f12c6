import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "./argument-issues";
import { booleanValue, expected, nonEmptyString, oneOf } from "./checks";
import type { Tags } from "./tags";

/** The set of defaults that a component uses. */
export type Profile = "production" | "development";

/** How a child takes over a resource that already exists. */
export interface Adoption {
  /**
   * The provider ID of an existing resource to import instead of creating one. The preview shows every input that differs
   * from the existing resource. Remove this property after the first deployment.
   */
  readonly import?: string;
  /** Former names or URNs of the child, inside or outside of components. The resource is not replaced. */
  readonly aliases?: pulumi.Input<pulumi.URN | pulumi.Alias>[];
}

/** Arguments that all components share. */
export interface ComponentArgs {
  /**
   * The set of defaults, which determines counts, retention periods, and protection. Arguments that are set explicitly take
   * precedence. The documentation for each argument lists both defaults if they differ.
   *
   * @default "production"
   */
  readonly profile?: Profile;
  /**
   * Whether stateful children resist deletion. `true` sets the resource option `protect` and the service's deletion
   * protection, and prevents the deletion of storage that still contains data. The component's own `protect` option takes
   * precedence for the option `protect` of the children.
   *
   * @default true; false in the development profile
   */
  readonly protection?: boolean;
  /** Tags for all children that support tags. These tags take precedence over the tags that the component sets itself. */
  readonly tags?: pulumi.Input<Tags>;
  /** Existing resources that become children, by the child name without the component name: `{ vpc: … }`. */
  readonly adopt?: Readonly<Record<string, Adoption>>;
}

/** A set of defaults for each profile. */
export type ProfileDefaults<T> = Readonly<Record<Profile, T>>;

/** Returns the defaults of both profiles. Development defaults equal production defaults unless specified otherwise. */
export function defineDefaults<T extends object>(production: T, development: Partial<T>): ProfileDefaults<T> {
  return { production, development: { ...production, ...development } };
}

/** The names of the arguments that all components share. */
export const COMPONENT_ARGUMENTS: Readonly<Record<keyof ComponentArgs, true>> = {
  profile: true,
  protection: true,
  tags: true,
  adopt: true,
};

/** Returns the profile whose defaults apply; production if the argument is invalid. */
export const profileOf = ({ profile }: ComponentArgs): Profile =>
  profile === "development" ? "development" : "production";

/**
 * Returns the arguments with the defaults of their profile, without values that no argument accepts. Checks the names of all
 * arguments, the profile, and the protection.
 *
 * @param known - the names of all arguments of the component
 * @param withFunctions - the names of the arguments that are functions or have methods
 * @throws ArgumentsError if the arguments are not an object
 */
export function withDefaults<A extends ComponentArgs, D extends object>(
  issues: ArgumentIssues,
  defaults: ProfileDefaults<D>,
  known: Readonly<Record<keyof A, true>>,
  args: A,
  withFunctions: readonly (keyof A)[] = [],
): A & D {
  issues.checkNames("", args, Object.keys(known));
  const usable = issues.checkValues(args, withFunctions);
  const { profile = "production", protection = true } = usable;
  issues.check("profile", profile, oneOf(Object.keys(defaults)));
  issues.check("protection", protection, booleanValue);
  return { ...defaults[profileOf(usable)], ...definedProperties(usable) };
}

/** Returns a copy of an object without the properties that are `undefined`. */
export function definedProperties<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

const providerId = nonEmptyString("the provider ID of an existing resource", 'Example: "vpc-0a1b2c3d".');
const aliasArray: Check<unknown> = (aliases) =>
  Array.isArray(aliases) ? undefined : expected("wrong-type", "an array of names and URNs");

/** Checks `adopt` against the names of the children that the component creates. */
export function checkAdoption(issues: ArgumentIssues, { adopt }: ComponentArgs, children: readonly string[]): void {
  if (adopt === undefined) return;
  issues.checkNames("adopt", adopt, children, "child");
  const adoptions = Object.entries((adopt as typeof adopt | null) ?? {});
  for (const [child, adoption] of adoptions.filter(([name]) => children.includes(name))) {
    if (!issues.checkNames(`adopt.${child}`, adoption, ["import", "aliases"])) continue;
    if (adoption.import !== undefined) issues.check(`adopt.${child}.import`, adoption.import, providerId);
    if (adoption.aliases !== undefined) issues.check(`adopt.${child}.aliases`, adoption.aliases, aliasArray);
  }
}

/** Returns the options of a child: its parent, from which it inherits the provider, and its adoption. */
export function childOptions(
  parent: pulumi.Resource,
  { adopt }: ComponentArgs,
  child: string,
  options: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  return { parent, ...adopt?.[child], ...options };
}

/**
 * Whether Pulumi protects the stateful children. Options of a child take precedence over inherited options, so children
 * must repeat the component's `protect`. Otherwise, `{ protect: false }` on the component would have no effect.
 */
export function isProtected(settings: { readonly protection: boolean }, options?: pulumi.ResourceOptions): boolean {
  return options?.protect ?? settings.protection;
}
