import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isDeepStrictEqual } from "node:util";
import { deletesBeforeReplace, hasRegionInput, predictReplacement } from "@roadbed/plan/facts";
import { mockOutputs } from "../network";

export type Inputs = Record<string, JavaScriptValue>;

/** Returns the type and the name in a URN. */
export const urnParts = (urn: string): { type: string; name: string } => {
  const [, , types = "", name = ""] = urn.split("::");
  return { type: types.slice(types.lastIndexOf("$") + 1), name };
};
export const inputsOf = (struct: Struct | undefined): Inputs => struct?.toJavaScript() ?? {};
const outputsOf = (type: string, name: string, inputs: Inputs): Inputs => ({
  ...mockOutputs({ type, name, inputs }),
  ...inputs,
});

/** Adds the Region, as version 7 of the AWS provider does. All programs use the same Region. */
export function check(request: messages.CheckRequest): messages.CheckResponse {
  const inputs = inputsOf(request.getNews());
  const checked = hasRegionInput(urnParts(request.getUrn()).type) ? { region: "eu-west-1", ...inputs } : inputs;
  return new messages.CheckResponse().setInputs(Struct.fromJavaScript(checked));
}

/** Returns why AWS would not delete a resource. */
export function deletionProblem(type: string, inputs: Inputs): string | undefined {
  const { deletionProtection, enableDeletionProtection, skipFinalSnapshot, finalSnapshotIdentifier } = inputs;
  if (deletionProtection === true || enableDeletionProtection === true) return "the resource has deletion protection";
  if (/^aws:rds\/(cluster|instance):/.test(type) && skipFinalSnapshot !== true && finalSnapshotIdentifier === undefined)
    return "finalSnapshotIdentifier is required unless skipFinalSnapshot is true";
  if (type === "aws:ecr/repository:Repository" && inputs.forceDelete !== true) return "the repository contains images";
  return type === "aws:s3/bucket:Bucket" && inputs.forceDestroy !== true ? "the bucket is not empty" : undefined;
}

export function diff(request: messages.DiffRequest): messages.DiffResponse {
  const [before, after] = [inputsOf(request.getOldInputs()), inputsOf(request.getNews())];
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  const { type } = urnParts(request.getUrn());
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  return new messages.DiffResponse()
    .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList(changed)
    .setReplacesList(changed.filter((name) => predictReplacement(type, [name]) === "always"))
    .setDeletebeforereplace(deletesBeforeReplace(type, after));
}

export function create(request: messages.CreateRequest): messages.CreateResponse {
  if (request.getPreview()) return new messages.CreateResponse().setProperties(request.getProperties());
  const { type, name } = urnParts(request.getUrn());
  const outputs = outputsOf(type, name, inputsOf(request.getProperties()));
  return new messages.CreateResponse().setId(`${name}-id`).setProperties(Struct.fromJavaScript(outputs));
}

export function update(request: messages.UpdateRequest): messages.UpdateResponse {
  if (request.getPreview()) {
    const planned = { ...inputsOf(request.getOlds()), ...inputsOf(request.getNews()) };
    return new messages.UpdateResponse().setProperties(Struct.fromJavaScript(planned));
  }
  const { type, name } = urnParts(request.getUrn());
  const outputs = outputsOf(type, name, inputsOf(request.getNews()));
  return new messages.UpdateResponse().setProperties(Struct.fromJavaScript(outputs));
}
