import { defineRule } from "../../rule";
import { podContainers } from "../../views/pods";

export const podNoPrivileged = defineRule({
  id: "pod-no-privileged",
  title: "Pods run no privileged containers",
  severity: "critical",
  controls: { "pss-baseline": ["Privileged Containers"], "cis-eks-1.4": ["4.2.1"] },
  on: podContainers,
  why: "A privileged container is root on its node: it can read every other pod's secrets and change the node itself.",
  remedy: "Drop securityContext: { privileged: true }; add single capabilities by securityContext.capabilities.add.",
  check: (container) => container.securityContext?.privileged === true && "the container is privileged",
  examples: {
    pass: [
      ["kubernetes:core/v1:Pod", { spec: { containers: [{ name: "web", securityContext: { privileged: false } }] } }],
      ["kubernetes:core/v1:Pod", { spec: { containers: [{ name: "web" }] } }],
    ],
    fail: [
      ["kubernetes:core/v1:Pod", { spec: { containers: [{ name: "web", securityContext: { privileged: true } }] } }],
      [
        "kubernetes:apps/v1:Deployment",
        {
          spec: {
            template: {
              spec: {
                containers: [{ name: "web" }],
                initContainers: [{ name: "setup", securityContext: { privileged: true } }],
              },
            },
          },
        },
      ],
      [
        "kubernetes:batch/v1:CronJob",
        {
          spec: {
            jobTemplate: {
              spec: { template: { spec: { containers: [{ name: "job", securityContext: { privileged: true } }] } } },
            },
          },
        },
      ],
    ],
  },
});
