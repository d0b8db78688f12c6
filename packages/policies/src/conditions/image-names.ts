// Parses names of container images, such as `registry.example.com:5000/team/web:1.4.2@sha256:…`.

/** Returns the tag of an image name without a digest. A colon before the last slash separates the registry's port. */
export const tagOf = (image: string): string | undefined => /:([^/:]*)$/.exec(image)?.[1];

/** Returns the registry host. A first segment without a dot or port is part of a Docker Hub name, as in Docker. */
export function registryOf(image: string): string {
  const firstSegment = image.slice(0, Math.max(0, image.indexOf("/")));
  return /[.:]/.test(firstSegment) || firstSegment === "localhost" ? firstSegment : "docker.io";
}

/** Whether a name matches a pattern, in which `*` matches any number of characters. */
export function fitsPattern(name: string, pattern: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`, "s").test(name);
}
