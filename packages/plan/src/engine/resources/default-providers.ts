import { PreviewError } from "../../errors";
import {
  makeUrn,
  propertyMap,
  providerType,
  secretValue,
  type Properties,
  type ProviderReference,
  type Value,
} from "../../model";
import type { MonitorShutDown } from "../../protocol";
import type { Registration, Session } from "../session";
import type { PackageRequest } from "./packages";

/** Registers a provider the way a program's own registration is, and says where it is. */
export type RegisterProvider = (goal: Registration) => ProviderReference;

/** The package of dynamic resources: its default provider gets the whole configuration of the stack. */
const DYNAMIC_PACKAGE = "pulumi-nodejs";

const BARRED_PACKAGES = "pulumi:disable-default-providers";

/** Makes a provider for each package and version that a program uses without giving one. */
export class DefaultProviders {
  readonly #session: Session;
  readonly #register: RegisterProvider;
  readonly #made = new Map<string, ProviderReference>();
  readonly #barred: ReadonlySet<string>;

  constructor(session: Session, register: RegisterProvider) {
    this.#session = session;
    this.#register = register;
    this.#barred = barredPackages(session);
  }

  /** @throws MonitorShutDown if the stack forbids default providers for the package, which ends the run */
  reference(request: PackageRequest, wanted: string): ProviderReference {
    const key = `${request.name}-${request.version}-${request.pluginDownloadURL}`;
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    if (this.#isBarred(request.name)) throw this.#denied(request.name, wanted);
    const reference = this.#register(this.#goal(request));
    this.#made.set(key, reference);
    return reference;
  }

  #isBarred(name: string): boolean {
    return name !== "pulumi" && (this.#barred.has("*") || this.#barred.has(name));
  }

  #denied(name: string, wanted: string): MonitorShutDown {
    return this.#session.fail(`Default provider for '${name}' disabled. '${wanted}' must use an explicit provider.`);
  }

  #goal(request: PackageRequest): Registration {
    const { stack, project } = this.#session.context;
    const type = providerType(request.name);
    const name = defaultProviderName(request);
    const inputs = new Map(this.#configurationOf(request.name));
    if (request.version !== "") inputs.set("version", request.version);
    if (request.pluginDownloadURL !== "") inputs.set("pluginDownloadURL", request.pluginDownloadURL);
    return {
      urn: makeUrn(stack, project, undefined, type, name),
      type,
      name,
      custom: true,
      implicit: true,
      inputs: propertyMap(inputs),
      dependencies: [],
      propertyDependencies: {},
      options: {},
      aliases: [],
      hooks: {},
    };
  }

  *#configurationOf(name: string): Generator<readonly [string, Value]> {
    for (const [key, setting] of this.#session.context.configuration.settings) {
      const value = setting.secret ? secretValue(setting.text) : setting.text;
      if (name === DYNAMIC_PACKAGE) yield [key, value];
      else if (key.startsWith(`${name}:`)) yield [key.slice(name.length + 1), value];
    }
  }
}

/** @throws PreviewError `configuration` if the setting is no list of names */
function barredPackages({ context: { stack, configuration } }: Session): ReadonlySet<string> {
  const setting = configuration.settings.get(BARRED_PACKAGES);
  if (setting === undefined || setting.text === "") return new Set();
  let names: unknown;
  try {
    names = JSON.parse(setting.text);
  } catch {
    names = undefined;
  }
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string"))
    throw new PreviewError(
      "configuration",
      `Configuration "${BARRED_PACKAGES}" of stack ${stack} must be a list of package names, such as ["aws"], or ["*"] for all.`,
    );
  return new Set(names.map((name: string) => name.trim()));
}

/** `default`, the parts of the version, and the address of the plugin where one is given: `default_7_48_0`. */
export function defaultProviderName({ version, pluginDownloadURL }: Omit<PackageRequest, "name">): string {
  const parts = ["default"];
  if (version !== "") {
    const [, core = version, pre = "", build = ""] = /^v?([^-+]*)(?:-([^+]*))?(?:\+(.*))?$/.exec(version) ?? [];
    parts.push(...[core, pre, build].filter((part) => part !== "").flatMap((part) => part.split(".")));
  }
  if (pluginDownloadURL !== "") {
    const path = pluginDownloadURL.split("/").filter((part) => part !== "");
    parts.push(path.map((part) => part.replace(/[^A-Za-z0-9_.-]/g, "_")).join("/"));
  }
  return parts.join("_");
}

/** What an explicit provider's inputs get from its options. */
export function withPluginOptions(
  inputs: Properties,
  { version, pluginDownloadURL }: Omit<PackageRequest, "name">,
): Properties {
  return propertyMap([
    ...Object.entries(inputs),
    ...(version === "" ? [] : [["version", version] as const]),
    ...(pluginDownloadURL === "" ? [] : [["pluginDownloadURL", pluginDownloadURL] as const]),
  ]);
}
