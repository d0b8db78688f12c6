import { findProgram, readStateFile } from "@roadbed/plan/preview";
import { runPulumiCli } from "@roadbed/plan/pulumi";
import { propertyMap } from "@roadbed/plan";
import { previewDirectory } from "@roadbed/testing";
import { ZONES } from "../network";
import { createCliStack, hasPulumiCli, type CliStack } from "./cli-stack";
import { comparableSteps, withoutCheckedInputs } from "./comparable-steps";
import { configurationPrograms, exampleProgram } from "./programs";
import { shiftTraffic } from "./shifted-traffic";
import { startStubProvider, type StubProvider } from "./stub-provider";

const EXAMPLES = [
  "registry",
  "network",
  "container-service",
  "observability",
  "awsx-interop",
  "kubernetes-anywhere",
  "kubernetes-platform",
];
const PROGRAMS = [...EXAMPLES.map(exampleProgram), ...configurationPrograms()];
const lookups = { invoke: () => propertyMap([["names", ZONES]]) };

jest.setTimeout(600_000);

(hasPulumiCli ? describe : describe.skip).each(PROGRAMS)("the Pulumi CLI, for $name", (program) => {
  const before = { ...process.env };
  let provider: StubProvider;
  let stack: CliStack;

  beforeAll(async () => {
    provider = await startStubProvider();
    stack = await createCliStack(program, provider.port);
    Object.assign(process.env, stack.environment);
  });

  afterAll(() => {
    process.env = before;
    stack.close();
    provider.close();
  });

  const previewEmbedded = async (stateFile?: string) => {
    const state = stateFile === undefined ? undefined : (await readStateFile(stateFile)).state;
    const { plan } = await previewDirectory(stack.folder, { stack: "dev", lookups, ...(state && { state }) });
    return plan;
  };
  const kindsOfOperations = () => [...new Set(provider.takeOperations().map(({ kind }) => kind))];

  it("previews the steps that roadbed check previews", async () => {
    const { plan, failure } = await runPulumiCli(await findProgram(stack.folder), { stack: "dev" });
    expect([failure, plan.diagnostics.filter(({ severity }) => severity === "error")]).toEqual([undefined, []]);
    const expected = comparableSteps(plan);
    expect(withoutCheckedInputs(comparableSteps(await previewEmbedded()), expected)).toEqual(expected);
  });

  it("deploys all resources, and then previews no changes", async () => {
    await stack.pulumi("up", "--yes", "--skip-preview", "--stack=dev");
    expect(kindsOfOperations()).toEqual(["create"]);
    await stack.pulumi("preview", "--expect-no-changes", "--stack=dev");
  });

  it("previews no changes after a deployment has moved the traffic and the autoscaler has started tasks", async () => {
    const state = await stack.editState(shiftTraffic);
    await stack.pulumi("preview", "--expect-no-changes", "--stack=dev");
    const { steps } = await previewEmbedded(state);
    // Pulumi does not show the default providers either.
    expect(steps.filter(({ operation, old }) => operation !== "same" && old?.implicit !== true)).toEqual([]);
  });

  it("deletes all resources after the protection is removed in place", async () => {
    stack.removeProtection();
    await stack.pulumi("up", "--yes", "--skip-preview", "--stack=dev");
    expect(kindsOfOperations().filter((kind) => kind !== "update")).toEqual([]);
    await stack.pulumi("destroy", "--yes", "--skip-preview", "--stack=dev");
    expect(kindsOfOperations()).toEqual(["delete"]);
    expect(await stack.exportedResources()).toEqual([]);
  });
});
