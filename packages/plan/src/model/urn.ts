/** A URN such as `urn:pulumi:<stack>::<project>::<qualified type>::<name>`. The name can contain `::`. */
export type Urn = string;

/** The parts of a URN. */
export interface UrnParts {
  /** The name of the stack. */
  readonly stack: string;
  /** The name of the project. */
  readonly project: string;
  /** The types of all ancestors except the stack, and the type itself, joined by `$`. */
  readonly qualifiedType: string;
  /** The last part of `qualifiedType`. */
  readonly type: string;
  /** The resource's name in the program. */
  readonly name: string;
}

/** The type of the resource that represents the stack. */
export const STACK_TYPE = "pulumi:pulumi:Stack";
/** The type of a stack reference, which reads the outputs of another stack. */
export const STACK_REFERENCE_TYPE = "pulumi:pulumi:StackReference";
const PREFIX = "urn:pulumi:";

/** Returns the parts of a URN, or undefined if the string is not a URN. */
export function parseUrn(urn: Urn): UrnParts | undefined {
  if (!urn.startsWith(PREFIX)) return undefined;
  const [stack, project, qualifiedType, ...name] = urn.slice(PREFIX.length).split("::");
  if (stack === undefined || project === undefined || qualifiedType === undefined || name.length === 0)
    return undefined;
  const type = qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1);
  return { stack, project, qualifiedType, type, name: name.join("::") };
}

/** Returns the URN of a resource. The qualified type of a stack's child does not contain the stack's type. */
export function makeUrn(stack: string, project: string, parent: Urn | undefined, type: string, name: string): Urn {
  const parentType = parent === undefined ? undefined : parseUrn(parent)?.qualifiedType;
  const qualified = parentType === undefined || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `${PREFIX}${stack}::${project}::${qualified}::${name}`;
}
