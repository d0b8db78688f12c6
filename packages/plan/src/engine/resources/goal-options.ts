import { TransformResourceOptions, type RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { ResourceOptions } from "../../model";
import { decodeWireValue, InvalidRequestError } from "../../protocol";
import type { Registration } from "../session";
import { aliasMessages } from "./aliases";
import { parseDuration } from "./duration";

/**
 * Returns a request's options as the message that transforms receive and return.
 *
 * @param parent - the resource from which the options are inherited
 */
export function optionsMessage(
  request: RegisterResourceRequest,
  parent: Registration | undefined,
): TransformResourceOptions {
  const protect = request.hasProtect() ? request.getProtect() : parent?.options.protect;
  const retain = request.hasRetainondelete() ? request.getRetainondelete() : parent?.options.retainOnDelete;
  const options = new TransformResourceOptions()
    .setImport(request.getImportid())
    .setDependsOnList(request.getDependenciesList())
    .setIgnoreChangesList(request.getIgnorechangesList())
    .setReplaceOnChangesList(request.getReplaceonchangesList())
    .setReplacementTrigger(request.getReplacementTrigger())
    .setVersion(request.getVersion())
    .setAliasesList(aliasMessages(request.getAliasurnsList(), request.getAliasesList(), request.getAliasspecs()))
    .setHideDiffList(request.getHidediffsList())
    .setCustomTimeouts(request.getCustomtimeouts())
    .setPluginDownloadUrl(request.getPlugindownloadurl())
    .setDeletedWith(request.getDeletedwith() || (parent?.options.deletedWith ?? ""))
    .setReplaceWithList(request.getReplaceWithList())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
    .setHooks(request.getHooks());
  if (protect !== undefined) options.setProtect(protect);
  if (retain !== undefined) options.setRetainOnDelete(retain);
  // Some SDKs do not send whether the option is defined. If they send true, the option is defined.
  if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace())
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
  return options;
}

/**
 * Converts an options message to plan options.
 *
 * @throws InvalidRequestError if a timeout is not a duration
 */
export function readOptions(options: TransformResourceOptions): ResourceOptions {
  const trigger = options.getReplacementTrigger();
  const protect = options.getProtect();
  const retainOnDelete = options.getRetainOnDelete();
  const deleteBeforeReplace = options.getDeleteBeforeReplace();
  return {
    ...(options.hasProtect() && protect !== undefined ? { protect } : {}),
    ...(options.hasRetainOnDelete() && retainOnDelete !== undefined ? { retainOnDelete } : {}),
    ...(options.hasDeleteBeforeReplace() && deleteBeforeReplace !== undefined ? { deleteBeforeReplace } : {}),
    ...nonEmptyList("ignoreChanges", options.getIgnoreChangesList()),
    ...nonEmptyList("replaceOnChanges", options.getReplaceOnChangesList()),
    ...nonEmptyList("replaceWith", options.getReplaceWithList()),
    ...nonEmptyList("hideDiffs", options.getHideDiffList()),
    ...nonEmptyList("additionalSecretOutputs", options.getAdditionalSecretOutputsList()),
    ...(trigger === undefined ? {} : { replacementTrigger: decodeWireValue(trigger) }),
    ...nonEmptyString("deletedWith", options.getDeletedWith()),
    ...nonEmptyString("importId", options.getImport()),
    ...nonEmptyString("version", options.getVersion()),
    ...nonEmptyString("pluginDownloadURL", options.getPluginDownloadUrl()),
    ...readTimeouts(options.getCustomTimeouts()),
  };
}

function nonEmptyList<Name extends string>(
  name: Name,
  values: readonly string[],
): Partial<Record<Name, readonly string[]>> {
  return values.length === 0 ? {} : ({ [name]: values } as Record<Name, readonly string[]>);
}

function nonEmptyString<Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  return value === "" ? {} : ({ [name]: value } as Record<Name, string>);
}

function readTimeouts(
  message: RegisterResourceRequest.CustomTimeouts | undefined,
): Pick<ResourceOptions, "customTimeouts"> {
  const given = {
    create: message?.getCreate() ?? "",
    update: message?.getUpdate() ?? "",
    delete: message?.getDelete() ?? "",
  };
  const seconds = Object.entries(given).flatMap(([name, duration]) => {
    if (duration === "") return [];
    const value = parseDuration(duration);
    if (value === undefined) throw new InvalidRequestError(`unable to parse customTimeout Value ${duration}`);
    return [[name, value] as const];
  });
  return seconds.length === 0 ? {} : { customTimeouts: Object.fromEntries(seconds) };
}

const HOOK_EVENTS = {
  beforeCreate: (hooks) => hooks.getBeforeCreateList(),
  afterCreate: (hooks) => hooks.getAfterCreateList(),
  beforeUpdate: (hooks) => hooks.getBeforeUpdateList(),
  afterUpdate: (hooks) => hooks.getAfterUpdateList(),
  beforeDelete: (hooks) => hooks.getBeforeDeleteList(),
  afterDelete: (hooks) => hooks.getAfterDeleteList(),
} satisfies Record<string, (hooks: RegisterResourceRequest.ResourceHooksBinding) => string[]>;

/** An event for which a resource can have hooks. */
export type HookEvent = keyof typeof HOOK_EVENTS;

/** Returns the names of a resource's hooks by event. Events without hooks are omitted. */
export function readHooks(options: TransformResourceOptions): Registration["hooks"] {
  const binding = options.getHooks();
  if (binding === undefined) return {};
  const bound = Object.entries(HOOK_EVENTS).map(([event, names]) => [event, names(binding)] as const);
  return Object.fromEntries(bound.filter(([, names]) => names.length > 0));
}
