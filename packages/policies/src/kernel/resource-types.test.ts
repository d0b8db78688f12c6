import { canonicalType, resourceForm } from "./resource-types";

const RBAC = "kubernetes:rbac.authorization.k8s.io/v1";

describe("canonicalType", () => {
  it.each([
    ["aws:alb/listener:Listener", "aws:lb/listener:Listener"],
    ["aws:applicationloadbalancing/listener:Listener", "aws:lb/listener:Listener"],
    ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
    ["aws:s3/bucketAclV2:BucketAclV2", "aws:s3/bucketAcl:BucketAcl"],
    ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObjectv2:BucketObjectv2"],
    ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/webAcl:WebAcl"],
    ["kubernetes:apps/v1beta2:Deployment", "kubernetes:apps/v1:Deployment"],
    ["kubernetes:extensions/v1beta1:DaemonSetPatch", "kubernetes:apps/v1:DaemonSet"],
    ["kubernetes:extensions/v1beta1:Ingress", "kubernetes:networking.k8s.io/v1:Ingress"],
    ["kubernetes:extensions/v1beta1:PodSecurityPolicy", "kubernetes:extensions/v1beta1:PodSecurityPolicy"],
    ["kubernetes:rbac.authorization.k8s.io/v1beta1:ClusterRoleBinding", `${RBAC}:ClusterRoleBinding`],
    ["kubernetes:autoscaling/v1:HorizontalPodAutoscaler", "kubernetes:autoscaling/v2:HorizontalPodAutoscaler"],
    ["kubernetes:v1:Pod", "kubernetes:core/v1:Pod"],
    ["kubernetes:v1:PodPatch", "kubernetes:core/v1:Pod"],
    ["kubernetes:core/v1:Pod", "kubernetes:core/v1:Pod"],
    ["kubernetes:batch/v1beta1:CronJob", "kubernetes:batch/v1:CronJob"],
    ["acme:net:Vpc", "acme:net:Vpc"],
    ["__proto__", "__proto__"],
    ["kubernetes:", "kubernetes::"],
  ])("converts %s to %s", (type, canonical) => {
    expect(canonicalType(type)).toBe(canonical);
  });
});

describe("resourceForm", () => {
  it("recognizes patches and lists of built-in Kubernetes kinds only", () => {
    expect(resourceForm("kubernetes:core/v1:PodPatch")).toEqual({
      type: "kubernetes:core/v1:Pod",
      partial: true,
      list: false,
    });
    expect(resourceForm("kubernetes:core/v1:PodList")).toEqual({
      type: "kubernetes:core/v1:Pod",
      partial: false,
      list: true,
    });
    expect(resourceForm("kubernetes:rbac.authorization.k8s.io/v1:RolePatch")).toMatchObject({ partial: true });
    expect(resourceForm("kubernetes:acme.io/v1:AllowList")).toEqual({
      type: "kubernetes:acme.io/v1:AllowList",
      partial: false,
      list: false,
    });
  });
});
