import type { Check } from "./argument-issues";
import { expected } from "./checks";

const PIN = 'Use a tag such as ":1.4.2", or pin the image by its digest: "…@sha256:…".';

// https://docs.docker.com/reference/cli/docker/image/tag/
const IMAGE = /^[A-Za-z0-9][A-Za-z0-9._\-/:]*(?:@sha256:[0-9a-f]{64})?$/;

/** Accepts images with a tag other than `latest`, or with a digest. */
export const imageReference: Check<unknown> = (value) => {
  if (typeof value !== "string") return expected("wrong-type", "an image", PIN);
  if (!IMAGE.test(value)) return expected("invalid-format", "an image", PIN);
  if (value.includes("@sha256:")) return undefined;
  const [, tag] = value.slice(value.lastIndexOf("/") + 1).split(":");
  if (tag === undefined || tag === "") return expected("invalid-format", "an image with a tag or a digest", PIN);
  return tag === "latest"
    ? { code: "not-allowed", statement: 'the tag "latest" refers to a different image after each push', remedy: PIN }
    : undefined;
};
