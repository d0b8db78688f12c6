import { makeSecret, UNKNOWN, unknownFrom, type Value } from "@roadbed/plan";
import { outcomeOf, type Inputs } from "../../test/check-outcome";
import { CheckRun, withRun } from "./check-session";
import { InputPath } from "./input-path";
import { toValue } from "./plain-values";
import { isUnknownIdentifier, withStandIns, withUnknownArnFields, withUnknownPartition } from "./stand-ins";
import { createView } from "./view";

/** An output of a resource of the given type. */
const output = (property: string, type = "aws:s3/bucket:Bucket") =>
  unknownFrom({ kind: "output", resource: `urn:pulumi:dev::app::${type}::name`, property });
const text = (...parts: readonly Value[]) => unknownFrom({ kind: "text", parts });

describe("withStandIns", () => {
  const read = (name: Value) => outcomeOf({ name }, (props) => withStandIns(() => props.name));

  it.each<readonly [string, Value, string]>([
    ["a known string", "name", "name"],
    ["an ARN", output("arn"), "arn:aws:service:eu-west-1:123456789012:name"],
    ["a name", output("bucket"), "name"],
    ["an address", output("dnsName", "aws:lb/loadBalancer:LoadBalancer"), "host.example.com"],
    ["an address of a remote component", output("url", "awsx:ecr:Repository"), "host.example.com/name"],
    [
      "an ARN in an unknown partition",
      text("arn:", UNKNOWN, ":route53:::hostedzone/", output("zoneId", "aws:route53/zone:Zone")),
      "arn:aws:route53:::hostedzone/name",
    ],
    [
      "a string that contains identifiers",
      text("https://", output("endpoint"), ":", output("port")),
      "https://host.example.com:443",
    ],
  ])("returns a string of the same form as %s", (_, value, expected) => expect(read(value)).toBe(expected));

  it.each<readonly [string, Value]>([
    ["a value without an origin", UNKNOWN],
    ["a string with a part without an origin", text("https://", UNKNOWN)],
    ["an ARN in an unknown account", text("arn:aws:iam::", UNKNOWN, ":role/deploy")],
    ["an output that can contain anything", output("value", "aws:ssm/parameter:Parameter")],
    ["an output that can contain a secret", output("password", "aws:rds/instance:Instance")],
    ["an identifier of a credential", output("id", "aws:iam/accessKey:AccessKey")],
    ["an output of another package", output("id", "random:index/randomString:RandomString")],
    ["a JSON document", unknownFrom({ kind: "json", value: { a: output("arn") } })],
  ])("is undecided for %s", (_, value) => expect(read(value)).toBe("name?"));

  it("records the string as a secret if a part of it is a secret", () => {
    const run = new CheckRun(false, false);
    const inputs = toValue({ name: text(makeSecret("hunter2 "), makeSecret(output("bucket"))) });
    withRun(run, () => withStandIns(() => (createView(inputs, new InputPath(), false) as Inputs).name));
    expect(run.secrets).toEqual(["hunter2 name"]);
  });
});

describe("withUnknownArnFields", () => {
  const read = (name: Value) => outcomeOf({ name }, (props) => withUnknownArnFields(() => props.name));

  it.each<readonly [string, Value, string]>([
    ["a known string", "name", "name"],
    ["an unknown partition", text("arn:", UNKNOWN, ":iam::aws:policy/X"), "arn:unknown:iam::aws:policy/X"],
  ])("returns the fields that are known of %s", (_, value, expected) => expect(read(value)).toBe(expected));

  it.each<readonly [string, Value]>([
    ["an unknown value", UNKNOWN],
    ["a field of which a part is unknown", text("arn:aws:iam::aws:policy/", UNKNOWN)],
    ["a string that is no ARN", text("a:", UNKNOWN, ":b")],
    ["an ARN that contains a secret", text("arn:", makeSecret(UNKNOWN), ":iam::aws:policy/X")],
  ])("is undecided for %s", (_, value) => expect(read(value)).toBe("name?"));
});

describe("withUnknownPartition", () => {
  const read = (name: Value) => outcomeOf({ name }, (props) => withUnknownPartition(() => props.name));

  it.each<readonly [string, Value, string]>([
    ["a known string", "name", "name"],
    ["an unknown partition", text("arn:", UNKNOWN, ":iam::aws:policy/X"), "arn:aws:iam::aws:policy/X"],
  ])("returns the ARN with %s", (_, value, expected) => expect(read(value)).toBe(expected));

  it.each<readonly [string, Value]>([
    ["an unknown value", UNKNOWN],
    ["an unknown account", text("arn:aws:iam::", UNKNOWN, ":policy/X")],
    ["an unknown partition and account", text("arn:", UNKNOWN, ":iam::", UNKNOWN, ":policy/X")],
    ["an ARN that contains a secret", text("arn:", makeSecret(UNKNOWN), ":iam::aws:policy/X")],
  ])("is undecided for %s", (_, value) => expect(read(value)).toBe("name?"));
});

describe("isUnknownIdentifier", () => {
  const isIdentifier = (name: Value) => outcomeOf({ name }, (props) => String(isUnknownIdentifier(() => props.name)));

  it("returns true for an output that identifies a resource", () => expect(isIdentifier(output("arn"))).toBe("true"));
  it.each<readonly [string, Value]>([
    ["a known string", "name"],
    ["a value without an origin", UNKNOWN],
    ["a string that contains an identifier", text("a", output("arn"))],
  ])("returns false for %s", (_, value) => expect(isIdentifier(value)).toBe("false"));
});
