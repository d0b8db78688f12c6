import { listOf } from "../../kernel/connectives";
import { patch, addMissing, type Patch } from "../../kernel/patch";
import { rootContainersOf, rootContextsOf, unmaskedContainersOf } from "../../conditions/pod-security";
import { issuesAt, podRule, podWith, securityContextPatches } from "../../rule-factories/pod-rules";
import { containersOf, hasUserNamespace, isWindows, PROFILE_TYPES } from "../../views/pods";

// The controls that the restricted Pod Security Standard adds to the baseline, as of Kubernetes 1.37.

export const podNoPrivilegeEscalation = podRule({
  id: "pod-no-privilege-escalation",
  title: "Pod containers do not allow privilege escalation",
  severity: "high",
  controls: { "pss-restricted": ["Privilege Escalation"], "cis-eks-1.4": ["4.2.5"] },
  why: "By default, a process can become root through any setuid file in the image, regardless of the user that the container starts as.",
  remedy: "Set securityContext: { allowPrivilegeEscalation: false } on each container.",
  unless: isWindows,
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) => container.securityContext?.allowPrivilegeEscalation !== false),
      "the container allows privilege escalation",
    ),
  fix: (pod) => securityContextPatches(pod, { allowPrivilegeEscalation: false }),
  pass: [
    podWith({ securityContext: { allowPrivilegeEscalation: false } }),
    { spec: { os: { name: "windows" }, containers: [{ name: "web" }] } },
  ],
  fail: [
    podWith({}),
    podWith({ securityContext: { allowPrivilegeEscalation: true } }),
    { spec: { os: { name: "linux" }, containers: [{ name: "web" }] } },
  ],
});

export const podRunAsNonRoot = podRule({
  id: "pod-run-as-non-root",
  title: "Pods require containers to run as a non-root user",
  severity: "high",
  controls: { "pss-restricted": ["Running as Non-root"], "cis-eks-1.4": ["4.2.6"] },
  why: "A root process in a container becomes root on the node if a vulnerability in the container runtime or a mounted file allows an escape.",
  remedy: "Set securityContext: { runAsNonRoot: true } on the pod, and set a numeric USER in the image.",
  unless: hasUserNamespace,
  check: (pod) =>
    listOf(
      () =>
        issuesAt(
          listOf(pod.spec?.securityContext).filter((context) => context.runAsNonRoot === false),
          "the pod allows its containers to run as root",
        ),
      () => issuesAt(rootContainersOf(pod), "the container is allowed to run as root"),
    ),
  fix: (pod) =>
    listOf<Patch>(
      () => listOf(pod.spec).map((spec) => patch(spec, { securityContext: { runAsNonRoot: true } })),
      () =>
        containersOf(pod)
          .filter((container) => container.securityContext?.runAsNonRoot === false)
          .map((container) => patch(container, { securityContext: { runAsNonRoot: true } })),
    ),
  pass: [
    { spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: "web" }] } },
    podWith({ securityContext: { runAsNonRoot: true } }),
    { spec: { hostUsers: false, containers: [{ name: "web" }] } },
  ],
  fail: [
    podWith({}),
    {
      spec: {
        securityContext: { runAsNonRoot: true },
        containers: [{ name: "web", securityContext: { runAsNonRoot: false } }],
      },
    },
    {
      spec: {
        securityContext: { runAsNonRoot: false },
        containers: [{ name: "web", securityContext: { runAsNonRoot: true } }],
      },
    },
  ],
});

export const podNoRootUser = podRule({
  id: "pod-no-root-user",
  title: "Pods do not set runAsUser to 0",
  severity: "high",
  controls: { "pss-restricted": ["Running as Non-root user"], "cis-eks-1.4": ["4.2.6"] },
  why: "With runAsUser: 0, the container runs as root regardless of the image. With runAsNonRoot: true as well, the container cannot start.",
  remedy: "Set securityContext: { runAsUser: 10001 }, or remove runAsUser to use the image's user.",
  unless: hasUserNamespace,
  check: (pod) => issuesAt(rootContextsOf(pod), "runAsUser is 0"),
  pass: [
    podWith({ securityContext: { runAsUser: 10001 } }),
    podWith({}),
    { spec: { hostUsers: false, containers: [{ name: "web", securityContext: { runAsUser: 0 } }] } },
  ],
  fail: [
    podWith({ securityContext: { runAsUser: 0 } }),
    { spec: { securityContext: { runAsUser: 0 }, containers: [{ name: "web" }] } },
  ],
});

export const podCapabilitiesDropped = podRule({
  id: "pod-capabilities-dropped",
  title: "Pod containers drop all capabilities and add only NET_BIND_SERVICE",
  severity: "high",
  controls: { "pss-restricted": ["Capabilities"], "cis-eks-1.4": ["4.2.7", "4.2.8"] },
  why: "The default set allows a container to change file owners, forge packets, and create devices, which few applications need.",
  remedy: 'Set capabilities: { drop: ["ALL"] }, with add: ["NET_BIND_SERVICE"] for ports below 1024.',
  unless: isWindows,
  check: (pod) =>
    listOf(
      () =>
        issuesAt(
          containersOf(pod).filter(
            (container) => !listOf(container.securityContext?.capabilities?.drop).includes("ALL"),
          ),
          "the container keeps the default capabilities",
        ),
      () =>
        issuesAt(
          containersOf(pod).filter((container) =>
            listOf(container.securityContext?.capabilities?.add).some((name) => name !== "NET_BIND_SERVICE"),
          ),
          "the container adds capabilities other than NET_BIND_SERVICE",
        ),
    ),
  fix: (pod) =>
    containersOf(pod).map((container) => {
      const drop = addMissing(container.securityContext?.capabilities?.drop, ["ALL"]);
      return patch(container, { securityContext: { capabilities: { drop } } });
    }),
  pass: [
    podWith({ securityContext: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } } }),
    { spec: { os: { name: "windows" }, containers: [{ name: "web" }] } },
  ],
  fail: [
    podWith({}),
    podWith({ securityContext: { capabilities: { drop: ["NET_RAW"] } } }),
    podWith({ securityContext: { capabilities: { drop: ["ALL"], add: ["CHOWN"] } } }),
  ],
});

export const podSeccompSet = podRule({
  id: "pod-seccomp-set",
  title: "Pods set a seccomp profile",
  severity: "medium",
  controls: { "pss-restricted": ["Seccomp"] },
  why: "Unless the kubelet is configured otherwise, a container without a profile can make every system call.",
  remedy: 'Set securityContext: { seccompProfile: { type: "RuntimeDefault" } } on the pod.',
  unless: isWindows,
  check: (pod) =>
    listOf(
      () =>
        issuesAt(
          listOf(pod.spec?.securityContext?.seccompProfile).filter((profile) => !PROFILE_TYPES.includes(profile.type)),
          "the pod's seccomp profile is neither RuntimeDefault nor Localhost",
        ),
      () =>
        issuesAt(
          containersOf(pod).filter((container) => {
            const profile = container.securityContext?.seccompProfile ?? pod.spec?.securityContext?.seccompProfile;
            return !PROFILE_TYPES.includes(profile?.type);
          }),
          "the container's seccomp profile is neither RuntimeDefault nor Localhost",
        ),
    ),
  fix: (pod) => {
    const seccompProfile = { type: "RuntimeDefault" };
    return listOf<Patch>(
      () => listOf(pod.spec).map((spec) => patch(spec, { securityContext: { seccompProfile } })),
      () =>
        containersOf(pod)
          .filter(
            (container) => !PROFILE_TYPES.includes(container.securityContext?.seccompProfile?.type ?? "Localhost"),
          )
          .map((container) => patch(container, { securityContext: { seccompProfile } })),
    );
  },
  pass: [
    { spec: { securityContext: { seccompProfile: { type: "RuntimeDefault" } }, containers: [{ name: "web" }] } },
    podWith({ securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "web.json" } } }),
    { spec: { os: { name: "windows" }, containers: [{ name: "web" }] } },
  ],
  fail: [
    podWith({}),
    {
      spec: {
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
        containers: [{ name: "web", securityContext: { seccompProfile: { type: "Unconfined" } } }],
      },
    },
    {
      spec: {
        securityContext: { seccompProfile: { type: "Unconfined" } },
        containers: [{ name: "web", securityContext: { seccompProfile: { type: "RuntimeDefault" } } }],
      },
    },
  ],
});

export const podProcMountDefault = podRule({
  id: "pod-proc-mount-default",
  title: "Pods do not unmask /proc",
  severity: "medium",
  controls: { "pss-restricted": ["/proc Mount Type"] },
  why: "The masked parts of /proc reveal details of the node's kernel, even to a pod in a user namespace.",
  remedy: "Remove securityContext.procMount.",
  check: (pod) => issuesAt(unmaskedContainersOf(pod), "the container mounts /proc unmasked"),
  pass: [podWith({ securityContext: { procMount: "Default" } }), podWith({})],
  fail: [
    podWith({ securityContext: { procMount: "Unmasked" } }),
    { spec: { hostUsers: false, containers: [{ name: "build", securityContext: { procMount: "Unmasked" } }] } },
  ],
});
