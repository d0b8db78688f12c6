import { anyOf, listOf } from "../../kernel/connectives";
import { issuesAt, podOf, podRule, podWith } from "../../rule-factories/pod-rules";
import { containersOf, securityContextsOf, type Container } from "../../views/pods";

/** What a pod can take of its node: the part of the baseline level of the Pod Security Standards that is about it. */

export const podNoHostPid = podRule({
  id: "pod-no-host-pid",
  title: "Pods do not see the processes of their node",
  severity: "high",
  controls: { "pss-baseline": ["Host Namespaces"], "cis-eks-1.4": ["4.2.2"] },
  why: "Among the node's processes a container reads the environment, and so the secrets, of every other pod.",
  remedy: "Drop hostPID: true; shareProcessNamespace: true shares processes among the containers of the pod alone.",
  check: (pod) => pod.spec?.hostPID === true && { at: pod.spec, message: "the pod shares the node's processes" },
  pass: [podOf({ hostPID: false }), podOf({ shareProcessNamespace: true })],
  fail: [podOf({ hostPID: true })],
});

export const podNoHostIpc = podRule({
  id: "pod-no-host-ipc",
  title: "Pods do not share memory with their node",
  severity: "high",
  controls: { "pss-baseline": ["Host Namespaces"], "cis-eks-1.4": ["4.2.3"] },
  why: "In the node's IPC namespace a container reads and writes the shared memory of everything else that runs there.",
  remedy: "Drop hostIPC: true; the containers of one pod share memory without it.",
  check: (pod) => pod.spec?.hostIPC === true && { at: pod.spec, message: "the pod shares the node's memory segments" },
  pass: [podOf({ hostIPC: false }), podOf({})],
  fail: [podOf({ hostIPC: true })],
});

export const podNoHostNetwork = podRule({
  id: "pod-no-host-network",
  title: "Pods do not use the network of their node",
  severity: "high",
  controls: { "pss-baseline": ["Host Namespaces"], "cis-eks-1.4": ["4.2.4"] },
  why: "On the node's network no network policy holds, and what listens on its loopback, such as the kubelet's own ports and the instance's credentials, is in reach.",
  remedy: "Drop hostNetwork: true and expose the pod by a Service.",
  check: (pod) => pod.spec?.hostNetwork === true && { at: pod.spec, message: "the pod is on the node's network" },
  pass: [podOf({ hostNetwork: false }), podOf({})],
  fail: [podOf({ hostNetwork: true })],
});

export const podNoHostProcess = podRule({
  id: "pod-no-host-process",
  title: "Windows pods run no processes of their node",
  severity: "high",
  controls: { "pss-baseline": ["HostProcess"] },
  why: "A HostProcess container is a process of the Windows node itself, with the rights of the account it names.",
  remedy: "Drop windowsOptions.hostProcess: true.",
  check: (pod) =>
    issuesAt(
      securityContextsOf(pod).filter((context) => context.windowsOptions?.hostProcess === true),
      "it runs as a process of the node",
    ),
  pass: [podWith({ securityContext: { windowsOptions: { hostProcess: false } } }), podWith({})],
  fail: [
    podWith({ securityContext: { windowsOptions: { hostProcess: true } } }),
    podOf({ securityContext: { windowsOptions: { hostProcess: true } } }),
  ],
});

export const podNoHostPath = podRule({
  id: "pod-no-host-path",
  title: "Pods mount no directories of their node",
  severity: "high",
  controls: { "pss-baseline": ["HostPath Volumes"] },
  why: "Directories of the node hold the credentials of its kubelet and other pods' volumes; to write there is to take the node.",
  remedy: "Use an emptyDir, a persistentVolumeClaim or a projected volume in place of hostPath.",
  check: (pod) =>
    issuesAt(
      listOf(pod.spec?.volumes).filter((volume) => volume.hostPath !== undefined),
      "the volume is a directory of the node",
    ),
  pass: [podOf({ volumes: [{ name: "cache", emptyDir: {} }] }), podOf({})],
  fail: [podOf({ volumes: [{ name: "logs", hostPath: { path: "/var/log" } }] })],
});

export const podNoHostPorts = podRule({
  id: "pod-no-host-ports",
  title: "Containers open no ports of their node",
  severity: "medium",
  controls: { "pss-baseline": ["Host Ports"] },
  why: "A port of the node is reachable by whoever reaches the node, past Services and network policies, and only one pod a node can have it.",
  remedy: "Drop hostPort and expose the container by a Service.",
  check: (pod) =>
    issuesAt(
      containersOf(pod)
        .flatMap((container) => listOf(container.ports))
        .filter((port) => (port.hostPort ?? 0) !== 0),
      "the container opens a port of the node",
    ),
  pass: [podWith({ ports: [{ containerPort: 8080, hostPort: 0 }] }), podWith({})],
  fail: [podWith({ ports: [{ containerPort: 8080, hostPort: 80 }] })],
});

/** Probes and hooks that the kubelet makes calls for. */
const handlersOf = (container: Container) =>
  listOf(
    () => container.livenessProbe,
    () => container.readinessProbe,
    () => container.startupProbe,
    () => container.lifecycle?.postStart,
    () => container.lifecycle?.preStop,
  );

export const podNoHostProbes = podRule({
  id: "pod-no-host-probes",
  title: "Probes and lifecycle hooks call no other host",
  severity: "medium",
  controls: { "pss-baseline": ["Host Probes / Lifecycle Hooks"] },
  why: "The kubelet makes these calls from the node: with a host of the pod's choice they reach what the pod itself cannot.",
  remedy: "Drop host from httpGet and tcpSocket; without it the call goes to the pod.",
  check: (pod) =>
    issuesAt(
      containersOf(pod)
        .flatMap(handlersOf)
        .filter((handler) =>
          anyOf(
            () => Boolean(handler.httpGet?.host),
            () => Boolean(handler.tcpSocket?.host),
          ),
        ),
      "the kubelet is made to call a host of the pod's choice",
    ),
  pass: [podWith({ livenessProbe: { httpGet: { port: 8080, host: "" } } }), podWith({})],
  fail: [
    podWith({ livenessProbe: { httpGet: { port: 8080, host: "127.0.0.1" } } }),
    podWith({ readinessProbe: { tcpSocket: { port: 80, host: "169.254.169.254" } } }),
    podWith({ lifecycle: { preStop: { httpGet: { port: 80, host: "example.com" } } } }),
  ],
});
