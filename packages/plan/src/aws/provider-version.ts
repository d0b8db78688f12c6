import { unwrapSecret, type Properties } from "../model";

/** Returns the major version in a provider's inputs. Without a version, the provider is as new as the resource facts. */
export function majorVersion({ version }: Properties): number {
  const given = unwrapSecret(version ?? null);
  const [, major] = typeof given === "string" ? (/^v?(\d+)\./.exec(given) ?? []) : [];
  return major === undefined ? Infinity : Number(major);
}
