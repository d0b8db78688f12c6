import { makeSecret, UNKNOWN, unknownFrom, unwrapSecret, type Plan, type Properties, type Value } from "../model";
import { javaScript, previewFiles, removeFiles } from "../../test/program";

afterAll(removeFiles);

const URN = "urn:pulumi:dev::sample::test:index:Thing::source";
/** The output `arn` of the resource `source`. */
const ARN = unknownFrom({ kind: "output", resource: URN, property: "arn" });

/** A resource with an unknown output, an unknown secret, and a resource `target` with the given inputs. */
const program = (inputs: string, before = "") =>
  javaScript(`${before}
    class Source extends pulumi.CustomResource {
      constructor(name) { super("test:index:Thing", name, { arn: undefined, tags: undefined }); }
    }
    const source = new Source("source");
    const secret = pulumi.secret(source.arn);
    new Thing("target", ${inputs});`);

const inputsOf = ({ resources, diagnostics }: Plan) => {
  expect(diagnostics).toEqual([]);
  return resources.find(({ name }) => name === "target")?.inputs;
};

const text = (...parts: readonly Value[]) => unknownFrom({ kind: "text", parts });

/** The inputs to preview, each with the expected value. */
const CASES: Readonly<Record<string, readonly [input: string, expected: Value]>> = {
  "an output of a resource": ["source.arn", ARN],
  "a string of known and unknown parts": ["pulumi.interpolate`${source.arn}/*`", text("", ARN, "/*")],
  "a concatenation": ['pulumi.concat("a", undefined, 1, source.arn)', text("a", "", "1", ARN)],
  "a string within a string": [
    "pulumi.interpolate`x ${pulumi.interpolate`${source.arn}:1`}`",
    text("x ", text("", ARN, ":1"), ""),
  ],
  "no origin of a value that the program computes": ["source.arn.apply((arn) => arn)", UNKNOWN],
  "an output that a library marks as having the same value": [
    '(Object.assign(source.arn.apply((arn) => arn), { [Symbol.for("roadbed.sameValue")]: source.arn }))',
    ARN,
  ],
  "a property of an output": [
    "source.tags[0].value",
    unknownFrom({ kind: "output", resource: URN, property: "tags[0].value" }),
  ],
  "no origin of a property that the program computes": ["source.tags.apply((tags) => tags[0].value)", UNKNOWN],
  "a JSON document": [
    `pulumi.jsonStringify([{ name: "app", port: Promise.resolve(80), arn: source.arn, none: undefined }, undefined])`,
    unknownFrom({ kind: "json", value: [{ name: "app", port: 80, arn: ARN }, null] }),
  ],
  "no origin of a JSON document that a replacer changes": [
    "pulumi.jsonStringify({ arn: source.arn }, () => 1)",
    UNKNOWN,
  ],
  "a string that contains a secret": [
    'pulumi.interpolate`${source.arn}:${pulumi.secret("pass")}`',
    text("", ARN, ":", makeSecret("pass"), ""),
  ],
  "a string that contains an unknown secret": [
    "pulumi.interpolate`${secret}:${pulumi.interpolate`a ${secret}`}`",
    text("", makeSecret(UNKNOWN), ":", text("a ", makeSecret(UNKNOWN), ""), ""),
  ],
  "a JSON document that contains a secret": [
    'pulumi.jsonStringify({ arn: source.arn, password: pulumi.secret("pass") })',
    unknownFrom({ kind: "json", value: { arn: ARN, password: makeSecret("pass") } }),
  ],
};

describe("a plan", () => {
  const cases = Object.entries(CASES);
  const members = cases.map(([name, [input]]) => `${JSON.stringify(name)}: ${input}`).join();
  let inputs: Properties | undefined;

  beforeAll(async () => {
    inputs = inputsOf(await previewFiles(program(`{ ${members}, nested: [{ ${members} }] }`)));
  });

  it.each(cases)("contains %s", (name, [, expected]) => {
    expect(unwrapSecret(inputs?.[name] ?? null)).toEqual(expected);
    expect(inputs?.nested).toEqual([expect.objectContaining({ [name]: inputs?.[name] })]);
  });
});

describe("transforms", () => {
  const VALUE = "{ value: pulumi.interpolate`${source.arn}/*` }";

  it.concurrent("keep the origins of unknown values", async () => {
    const transform = `pulumi.runtime.registerStackTransform(({ props, opts }) => ({ props: { ...props, tag: 1 }, opts }));`;
    const inputs = inputsOf(await previewFiles(program(VALUE, transform)));
    expect(inputs).toEqual({ value: text("", ARN, "/*"), tag: 1 });
  });

  it.concurrent("receive unknown outputs without their origins", async () => {
    const transform = `pulumi.runtime.registerStackTransform(async ({ name, props, opts }) => {
      if (name === "target") pulumi.log.warn(JSON.stringify([await props.value.isKnown, await props.value.promise(true) ?? "none"]));
      return { props, opts };
    });`;
    const { diagnostics } = await previewFiles(program(VALUE, transform));
    expect(diagnostics).toEqual([expect.objectContaining({ message: '[false,"none"]' })]);
  });
});
