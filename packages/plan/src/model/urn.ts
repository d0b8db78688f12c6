/** `urn:pulumi:<stack>::<project>::<qualified type>::<name>`. The name may itself hold `::`. */
export type Urn = string;

/** What a URN is made of. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The types of all ancestors but the stack, and the type itself, joined by `$`. */
  readonly qualifiedType: string;
  /** The last part of `qualifiedType`. */
  readonly type: string;
  readonly name: string;
}

/** The type of the resource that stands for the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";
const PREFIX = "urn:pulumi:";

/** The parts of a URN, or undefined if the text is none. */
export function parseUrn(urn: Urn): UrnParts | undefined {
  if (!urn.startsWith(PREFIX)) return undefined;
  const [stack, project, qualifiedType, ...name] = urn.slice(PREFIX.length).split("::");
  if (stack === undefined || project === undefined || qualifiedType === undefined || name.length === 0)
    return undefined;
  const type = qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1);
  return { stack, project, qualifiedType, type, name: name.join("::") };
}

/** The URN of a resource below `parent`. The stack's type is left out of its children's. */
export function makeUrn(stack: string, project: string, parent: Urn | undefined, type: string, name: string): Urn {
  const parentType = parent === undefined ? undefined : parseUrn(parent)?.qualifiedType;
  const qualified = parentType === undefined || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `${PREFIX}${stack}::${project}::${qualified}::${name}`;
}
