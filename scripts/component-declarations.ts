import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A documented property of an interface or a class. */
export interface DocumentedProperty {
  readonly name: string;
  readonly type: string;
  /** The documentation as plain text with code in backticks. */
  readonly text: string;
  /** The text of the tag `@default`. */
  readonly default: string | undefined;
  readonly isOptional: boolean;
}

/** An interface that arguments consist of. */
export interface DocumentedInterface {
  readonly name: string;
  readonly text: string;
  readonly properties: readonly DocumentedProperty[];
}

/** An exported class of a component. */
export interface DocumentedComponent {
  readonly name: string;
  /** The entry point of the package that exports the component: `aws`, `kubernetes`. */
  readonly entryPoint: string;
  readonly text: string;
  /** The paragraphs of the tag `@remarks`. */
  readonly remarks: readonly string[];
  /** The code of the tag `@example`. */
  readonly example: string;
  /** The interface of the arguments, and the interfaces that it refers to, with inherited properties. */
  readonly argumentTypes: readonly DocumentedInterface[];
  readonly properties: readonly DocumentedProperty[];
}

const sources = join(__dirname, "..", "packages", "components", "src");

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration;

/** Returns the classes in the sources that extend `ComponentResource`, sorted by name. */
export function documentedComponents(): readonly DocumentedComponent[] {
  const declarations = readDeclarations();
  return [...declarations.values()]
    .filter((declaration): declaration is ts.ClassDeclaration => isComponent(declaration))
    .map((declaration) => documentedComponent(declaration, declarations))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readDeclarations(): ReadonlyMap<string, Declaration> {
  const declarations = new Map<string, Declaration>();
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.endsWith(".test.ts"),
  );
  for (const file of files.sort()) {
    const content = readFileSync(join(sources, file), "utf8");
    const { statements } = ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true);
    for (const statement of statements) {
      const isDeclaration =
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isClassDeclaration(statement);
      if (isDeclaration && isExported(statement) && statement.name) declarations.set(statement.name.text, statement);
    }
  }
  return declarations;
}

const hasModifier = (node: ts.HasModifiers, kind: ts.SyntaxKind): boolean =>
  ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false;
const isExported = (node: ts.HasModifiers): boolean => hasModifier(node, ts.SyntaxKind.ExportKeyword);

const isComponent = (declaration: Declaration): boolean =>
  ts.isClassDeclaration(declaration) &&
  (declaration.heritageClauses ?? []).some((clause) => /\bComponentResource\b/.test(clause.getText()));

function documentedComponent(
  declaration: ts.ClassDeclaration,
  declarations: ReadonlyMap<string, Declaration>,
): DocumentedComponent {
  const constructorDeclaration = declaration.members.find((member) => ts.isConstructorDeclaration(member));
  const argsType = constructorDeclaration?.parameters[1]?.type;
  const properties = declaration.members.flatMap((member) =>
    ts.isPropertyDeclaration(member) &&
    ![ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.StaticKeyword].some((kind) => hasModifier(member, kind))
      ? [documentedProperty(member)]
      : [],
  );
  return {
    name: declaration.name?.text ?? "",
    entryPoint: declaration.getSourceFile().fileName.split("/")[0] ?? "",
    text: textOf(declaration),
    remarks: (tagOf(declaration, "remarks") ?? "").split(/\n\s*\n/).map(oneLine),
    example: tagOf(declaration, "example") ?? "",
    argumentTypes: argsType === undefined ? [] : interfacesIn(argsType, declarations),
    properties,
  };
}

/** Returns the interfaces that a type refers to, directly or through others, in the order in which they are mentioned. */
function interfacesIn(
  type: ts.Node,
  declarations: ReadonlyMap<string, Declaration>,
  visited = new Set<string>(),
): DocumentedInterface[] {
  const found: DocumentedInterface[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) ? node.typeName.text : undefined;
    const declaration = name === undefined ? undefined : declarations.get(name);
    if (name !== undefined && declaration !== undefined && !visited.has(name)) {
      visited.add(name);
      const members = ts.isInterfaceDeclaration(declaration) ? membersOf(declaration, declarations) : undefined;
      if (members !== undefined)
        found.push({ name, text: textOf(declaration), properties: documentedProperties(members) });
      if (!ts.isClassDeclaration(declaration)) {
        const nodes = members ?? declaration.getChildren();
        found.push(...nodes.flatMap((child) => interfacesIn(child, declarations, visited)));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(type);
  return found;
}

/** The interfaces whose properties the introduction of the page describes once for all components. */
const SHARED_INTERFACES: readonly string[] = ["ComponentArgs", "AwsComponentArgs", "KubernetesComponentArgs"];

/** Returns the members of an interface, and then those that it inherits. */
function membersOf(
  { members, heritageClauses }: ts.InterfaceDeclaration,
  declarations: ReadonlyMap<string, Declaration>,
): readonly ts.TypeElement[] {
  const inherited = (heritageClauses ?? [])
    .flatMap(({ types }) => types)
    .flatMap(({ expression }) => {
      const name = expression.getText();
      const declaration = SHARED_INTERFACES.includes(name) ? undefined : declarations.get(name);
      return declaration !== undefined && ts.isInterfaceDeclaration(declaration)
        ? membersOf(declaration, declarations)
        : [];
    });
  return [...members, ...inherited];
}

/** Returns the documented properties, the required ones first. */
const documentedProperties = (members: readonly ts.TypeElement[]): readonly DocumentedProperty[] =>
  members
    .flatMap((member) => (ts.isPropertySignature(member) ? [documentedProperty(member)] : []))
    .sort((a, b) => Number(a.isOptional) - Number(b.isOptional));

function documentedProperty(
  member: (ts.PropertySignature & { initializer?: undefined }) | ts.PropertyDeclaration,
): DocumentedProperty {
  const defaultText = tagOf(member, "default");
  return {
    name: member.name.getText(),
    type: oneLine((member.type ?? member.initializer)?.getText() ?? "").replace(/^\| | as const$/g, ""),
    text: textOf(member),
    default: defaultText === undefined ? undefined : oneLine(defaultText),
    isOptional: member.questionToken !== undefined,
  };
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, " ");

function textOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter((comment) => ts.isJSDoc(comment));
  return comments.map(({ comment }) => oneLine(ts.getTextOfJSDocComment(comment) ?? "")).join(" ");
}

function tagOf(node: ts.Node, name: string): string | undefined {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  return tag && ts.getTextOfJSDocComment(tag.comment);
}
