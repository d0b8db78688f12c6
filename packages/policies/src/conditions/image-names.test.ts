import { fitsPattern, registryOf, tagOf } from "./image-names";

describe("image names", () => {
  it.each([
    ["nginx", "docker.io", undefined],
    ["nginx:1.27", "docker.io", "1.27"],
    ["acme/web", "docker.io", undefined],
    ["localhost/web:latest", "localhost", "latest"],
    ["registry.example.com:5000/team/web", "registry.example.com:5000", undefined],
    ["registry.example.com:5000/team/web:1.4.2", "registry.example.com:5000", "1.4.2"],
    ["", "docker.io", undefined],
  ])("parses %j into registry %s and tag %s", (image, registry, tag) => {
    expect(registryOf(image)).toBe(registry);
    expect(tagOf(image)).toBe(tag);
  });

  it("match a pattern only in full, with * as the only wildcard", () => {
    expect(fitsPattern("123.dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.*.amazonaws.com")).toBe(true);
    expect(fitsPattern("123.dkr.ecr.eu-west-1.amazonaws.com.evil.org", "*.dkr.ecr.*.amazonaws.com")).toBe(false);
    expect(fitsPattern("registryxk8s.io", "registry.k8s.io")).toBe(false);
  });
});
