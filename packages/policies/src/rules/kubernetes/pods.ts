import { issuesAt, podRule, podWith, securityContextPatches } from "../../rule-factories/pod-rules";
import { containersOf } from "../../views/pods";

export const podNoPrivileged = podRule({
  id: "pod-no-privileged",
  title: "Pods do not run privileged containers",
  severity: "critical",
  controls: { "pss-baseline": ["Privileged Containers"], "cis-eks-1.4": ["4.2.1"] },
  why: "A privileged container has root access to its node: it can read the secrets of every other pod and modify the node.",
  remedy: "Remove privileged: true, and add the required capabilities with capabilities: { add: [...] }.",
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) => container.securityContext?.privileged === true),
      "the container is privileged",
    ),
  fix: (pod) => securityContextPatches(pod, { privileged: false }),
  pass: [podWith({ securityContext: { privileged: false } }), podWith({})],
  fail: [
    podWith({ securityContext: { privileged: true } }),
    {
      spec: {
        containers: [{ name: "web" }],
        initContainers: [{ name: "setup", securityContext: { privileged: true } }],
      },
    },
    {
      spec: {
        containers: [{ name: "web" }],
        ephemeralContainers: [{ name: "debug", securityContext: { privileged: true } }],
      },
    },
  ],
});
