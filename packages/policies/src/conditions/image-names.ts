/** The parts of the name of a container image: `registry.example.com:5000/team/web:1.4.2@sha256:…`. */

/** The tag of a name without a digest. A colon before the last slash belongs to the port of the registry. */
export const tagOf = (image: string): string | undefined => /:([^/:]*)$/.exec(image)?.[1];

/** The registry. A first part is its host if it could not be part of a name at Docker Hub, where others come from. */
export function registryOf(image: string): string {
  const first = image.slice(0, Math.max(0, image.indexOf("/")));
  return /[.:]/.test(first) || first === "localhost" ? first : "docker.io";
}

/** Whether a name is of the form of a pattern, in which `*` stands for any text. */
export function fitsPattern(name: string, pattern: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`, "s").test(name);
}
