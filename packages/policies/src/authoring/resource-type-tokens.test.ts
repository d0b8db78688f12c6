import { readFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineRule, defineViewRule } from "./define-rule";
import { defineView } from "./define-view";
import type { InputsOf, TypeToken } from "./resource-type-tokens";

const meta = { id: "a-b", title: "T", severity: "low", why: "W.", remedy: "R." } as const;
const examples = { pass: [{}], fail: [{}] } as const;

const on = "aws:ecr/repository:Repository";
const check = () => "x";

/** Is compiled but never called. The compiler reports a marked line that compiles. */
export function mustNotCompile(): void {
  // @ts-expect-error misspelled class
  defineRule({ ...meta, on: "aws:ecr/repository:Repositry", check, examples });
  // @ts-expect-error misspelled module
  defineRule({ ...meta, on: "aws:ecrr/repository:Repository", check, examples });
  // @ts-expect-error misspelled middle part
  defineRule({ ...meta, on: "aws:ec2/securityGrup:SecurityGroup", check, examples });
  // @ts-expect-error misspelled kind
  defineRule({ ...meta, on: "kubernetes:apps/v1:Deploymnet", check, examples });
  // @ts-expect-error misspelled version
  defineRule({ ...meta, on: "kubernetes:apps/v9:Deployment", check, examples });
  // @ts-expect-error misspelled property in the check
  defineRule({ ...meta, on, check: ({ imageTagMutabilty }) => !imageTagMutabilty && "x", examples });
  // @ts-expect-error misspelled property in an example
  defineRule({ ...meta, on, check, examples: { pass: [{}], fail: [{ imageTagMutabilty: "M" }] } });
  // @ts-expect-error no failing example
  defineRule({ ...meta, on, check, examples: { pass: [{}], fail: [] } });
  // @ts-expect-error no passing example
  defineRule({ ...meta, on, check, examples: { pass: [], fail: [{}] } });
  // @ts-expect-error a check that returns true instead of a message
  defineRule({ ...meta, on, check: ({ name }) => name === "x", examples });
  // @ts-expect-error a check that returns a promise
  defineRule({ ...meta, on, check: () => Promise.resolve("x"), examples });
  // @ts-expect-error a check that changes what it reads
  defineRule({ ...meta, on, check: (props) => (props.name = "x"), examples });
  // @ts-expect-error an unknown framework
  defineRule({ ...meta, controls: { "aws-fsb": ["ECR.2"] }, on, check, examples });
  // @ts-expect-error a view on a misspelled type
  defineView<string>()({ "aws:ecr/repository:Repositry": () => [] });
  // @ts-expect-error a view that reads a misspelled property
  defineView<string>()({ "aws:ecr/repository:Repository": ({ nam }) => (nam === "x" ? ["x"] : []) });
  const view = defineView<string>()({ "aws:ecr/repository:Repository": ({ name }) => [name ?? ""] });
  // @ts-expect-error an example of a type that is not in the view
  defineViewRule({ ...meta, on: view, check, examples: { pass: [["aws:sqs/queue:Queue", {}]], fail: [[on, {}]] } });
}

type Is<T, U> = [T] extends [U] ? ([U] extends [T] ? true : false) : false;
type Repository = InputsOf<"aws:ecr/repository:Repository">;
type Deployment = InputsOf<"kubernetes:apps/v1:Deployment">;
type Ingress = NonNullable<InputsOf<"aws:ec2/securityGroup:SecurityGroup">["ingress"]>[number];
type ClusterRole = InputsOf<"kubernetes:rbac.authorization.k8s.io/v1:ClusterRole">;

/** Is only compiled. Inputs contain no outputs or promises, and every property is optional. */
export const inputsAreLoose: [
  Is<Repository["imageTagMutability"], string | undefined>,
  Is<NonNullable<Deployment["spec"]>["replicas"], number | undefined>,
  Is<Ingress["fromPort"], number | undefined>,
  Is<NonNullable<ClusterRole["rules"]>[number]["verbs"], readonly string[] | undefined>,
  Is<TypeToken<"aws:ecr/repository:Repositry">, "unknown resource type">,
] = [true, true, true, true, true];

describe("the published declarations", () => {
  const dist = join(__dirname, "..", "..", "dist");
  const imports = (file: string) =>
    [...readFileSync(file, "utf8").matchAll(/(?:from |import\()"([^"]+)"/g)].map(([, name = ""]) => name);
  const resolve = (from: string, name: string) =>
    [`${name}.d.ts`, join(name, "index.d.ts")].map((end) => join(dirname(from), end)).find((file) => existsSync(file));

  /** Returns everything that a declaration file imports, directly or through files of the package. */
  function needs(file: string, seen = new Set<string>()): ReadonlySet<string> {
    for (const name of imports(file)) {
      const next = name.startsWith(".") ? resolve(file, name) : undefined;
      const key = next ?? name;
      if (!seen.has(key)) {
        seen.add(key);
        if (next) needs(next, seen);
      }
    }
    return seen;
  }

  it.each(["internal.d.ts", "evaluation/evaluate.d.ts"])("do not require a cloud SDK: %s", (file) => {
    expect([...needs(join(dist, file))].filter((name) => name.startsWith("@pulumi/"))).toEqual([]);
  });
});
