import ts from "typescript";
import * as aws from "@roadbed/components/aws";
import * as kubernetes from "@roadbed/components/kubernetes";

/** The components that have defaults for each profile, by name, such as `EcsService`. */
export const COMPONENTS = new Map(
  Object.entries({ ...aws, ...kubernetes }).flatMap(([name, value]) =>
    typeof value === "function" && "DEFAULTS" in value ? [[name, value.DEFAULTS] as const] : [],
  ),
);

const isProtected = (name: string): boolean => "protection" in (COMPONENTS.get(name)?.production ?? {});

/** Adds `protection: false` to the arguments of each protected component of a program, as the READMEs of the examples explain. */
export function withoutProtection(source: string): string {
  const file = ts.createSourceFile("index.ts", source, ts.ScriptTarget.ES2023, true);
  const { transformed } = ts.transform(file, [
    (context) => {
      const visit = (node: ts.Node): ts.Node => unprotected(ts.visitEachChild(node, visit, context));
      return (node) => ts.visitEachChild(node, visit, context);
    },
  ]);
  return ts.createPrinter().printFile(transformed[0] ?? file);
}

function unprotected(node: ts.Node): ts.Node {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression) || !isProtected(node.expression.text)) return node;
  const [name, args, ...options] = node.arguments ?? [];
  if (name === undefined) return node;
  const { factory } = ts;
  const protection = factory.createPropertyAssignment("protection", factory.createFalse());
  const given = args === undefined ? [] : [factory.createSpreadAssignment(args)];
  const changed = factory.createObjectLiteralExpression([...given, protection]);
  return factory.updateNewExpression(node, node.expression, undefined, [name, changed, ...options]);
}
