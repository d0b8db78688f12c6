import { fitsPattern, registryOf, tagOf } from "./image-names";

describe("the name of an image", () => {
  it.each([
    ["nginx", "docker.io", undefined],
    ["nginx:1.27", "docker.io", "1.27"],
    ["acme/web", "docker.io", undefined],
    ["localhost/web:latest", "localhost", "latest"],
    ["registry.example.com:5000/team/web", "registry.example.com:5000", undefined],
    ["registry.example.com:5000/team/web:1.4.2", "registry.example.com:5000", "1.4.2"],
    ["", "docker.io", undefined],
  ])("%j comes from %s, with tag %s", (image, registry, tag) => {
    expect(registryOf(image)).toBe(registry);
    expect(tagOf(image)).toBe(tag);
  });

  it("fits a pattern as a whole, in which only * is special", () => {
    expect(fitsPattern("123.dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.*.amazonaws.com")).toBe(true);
    expect(fitsPattern("123.dkr.ecr.eu-west-1.amazonaws.com.evil.org", "*.dkr.ecr.*.amazonaws.com")).toBe(false);
    expect(fitsPattern("registryxk8s.io", "registry.k8s.io")).toBe(false);
  });
});
