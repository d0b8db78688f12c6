import { PreviewError } from "../../errors";
import {
  makeUrn,
  propertyMap,
  providerType,
  makeSecret,
  type Properties,
  type ProviderReference,
  type Value,
} from "../../model";
import type { MonitorShutdownError } from "../../protocol";
import { PROVIDER_METADATA } from "../../state";
import type { Registration, Session } from "../session";
import type { PackageRequest } from "./packages";

/** Registers a provider and returns its reference. */
export type RegisterProvider = (goal: Registration) => ProviderReference;

/** The package of dynamic resources. Its default provider receives the stack's whole configuration. */
const DYNAMIC_PACKAGE = "pulumi-nodejs";

/** The configuration key that lists the packages without default providers. */
const DISABLED_PACKAGES = "pulumi:disable-default-providers";

/** Creates a default provider for each package and version that a program uses without an explicit provider. */
export class DefaultProviders {
  readonly #session: Session;
  readonly #register: RegisterProvider;
  readonly #created = new Map<string, ProviderReference>();
  readonly #disabled: ReadonlySet<string>;

  constructor(session: Session, register: RegisterProvider) {
    this.#session = session;
    this.#register = register;
    this.#disabled = disabledPackages(session);
  }

  /**
   * Returns the reference to a package's default provider. Creates the provider if necessary.
   *
   * @param token - the URN or function that needs the provider, for use in messages
   * @throws MonitorShutdownError if default providers are disabled for the package, which fails the run
   */
  reference(request: PackageRequest, token: string): ProviderReference {
    const key = `${request.name}-${request.version}-${request.pluginDownloadURL}`;
    const created = this.#created.get(key);
    if (created !== undefined) return created;
    if (this.#isDisabled(request.name)) throw this.#disabledError(request.name, token);
    const reference = this.#register(this.#goal(request));
    this.#created.set(key, reference);
    return reference;
  }

  #isDisabled(name: string): boolean {
    return name !== "pulumi" && (this.#disabled.has("*") || this.#disabled.has(name));
  }

  #disabledError(name: string, token: string): MonitorShutdownError {
    return this.#session.fail(`Default provider for '${name}' disabled. '${token}' must use an explicit provider.`);
  }

  #goal(request: PackageRequest): Registration {
    const { stack, project } = this.#session.context;
    const type = providerType(request.name);
    const name = defaultProviderName(request);
    const configuration = propertyMap(this.#configurationOf(request.name));
    return {
      urn: makeUrn(stack, project, undefined, type, name),
      type,
      name,
      custom: true,
      implicit: true,
      inputs: withPluginOptions(configuration, request),
      dependencies: [],
      propertyDependencies: {},
      options: {},
      aliases: [],
      hooks: {},
    };
  }

  *#configurationOf(name: string): Generator<readonly [string, Value]> {
    for (const [key, setting] of this.#session.context.configuration.settings) {
      const value = setting.secret ? makeSecret(setting.value) : setting.value;
      if (name === DYNAMIC_PACKAGE) yield [key, value];
      else if (key.startsWith(`${name}:`)) yield [key.slice(name.length + 1), value];
    }
  }
}

/** @throws PreviewError `configuration` if the value is not an array of names */
function disabledPackages({ context: { stack, configuration } }: Session): ReadonlySet<string> {
  const setting = configuration.settings.get(DISABLED_PACKAGES);
  if (setting === undefined || setting.value === "") return new Set();
  let names: unknown;
  try {
    names = JSON.parse(setting.value);
  } catch {
    names = undefined;
  }
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string"))
    throw new PreviewError(
      "configuration",
      `Configuration "${DISABLED_PACKAGES}" of stack ${stack}: expected an array of package names such as ["aws"], or ["*"] for all packages.`,
    );
  return new Set(names.map((name: string) => name.trim()));
}

/** Returns a default provider's name, such as `default_7_48_0`. It contains the version and the download URL. */
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

/**
 * Returns a provider's inputs with the options for its plugin. As in a state, the version is an input, and the download
 * URL belongs to the metadata.
 */
export function withPluginOptions(
  inputs: Properties,
  { version, pluginDownloadURL }: Omit<PackageRequest, "name">,
): Properties {
  return propertyMap([
    ...Object.entries(inputs),
    ...(version === "" ? [] : [["version", version] as const]),
    ...(pluginDownloadURL === ""
      ? []
      : [[PROVIDER_METADATA, propertyMap([["pluginDownloadURL", pluginDownloadURL]])] as const]),
  ]);
}
