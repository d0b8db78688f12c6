import { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type { Urn } from "../../model";
import type { Alias } from "../../planner";

/** Converts an alias message to an alias. */
export function readAlias(message: AliasMessage): Alias {
  const spec = message.getSpec();
  if (spec === undefined) return { urn: message.getUrn() };
  const given = {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parent: spec.getParenturn(),
    noParent: spec.getNoparent(),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "" && value !== false));
}

/**
 * Returns a request's alias messages. SDKs without structured aliases swap the meaning of the two cases without a
 * parent URN: if nothing is set, the former parent is the stack, and `noParent` means the current parent.
 */
export function aliasMessages(
  urns: readonly Urn[],
  messages: readonly AliasMessage[],
  structured: boolean,
): AliasMessage[] {
  return [...urns.map((urn) => new AliasMessage().setUrn(urn)), ...(structured ? messages : messages.map(unswap))];
}

function unswap(message: AliasMessage): AliasMessage {
  const spec = message.getSpec();
  if (spec?.getParenturn() !== "") return message;
  const swapped = spec.cloneMessage();
  if (spec.getNoparent()) swapped.clearNoparent();
  else swapped.setNoparent(true);
  return new AliasMessage().setSpec(swapped);
}
