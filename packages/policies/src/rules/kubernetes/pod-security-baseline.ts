import { anyOf, entries, listOf } from "../../kernel/connectives";
import type { Issue } from "../../kernel/check-result";
import { unmaskedContainersOf } from "../../conditions/pod-security";
import { issuesAt, podRule, podWith } from "../../rule-factories/pod-rules";
import { containersOf, hasUserNamespace, PROFILE_TYPES, securityContextsOf } from "../../views/pods";

// The baseline Pod Security Standard as of Kubernetes 1.37, as implemented by pod-security-admission. The controls on
// access to the node are in pod-host-access.ts.

/** The capabilities that container runtimes grant by default, except NET_RAW. */
const DEFAULT_CAPABILITIES: readonly string[] = [
  ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP"],
  ...["SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
];

const SELINUX_TYPES: readonly string[] = [
  ...["container_t", "container_init_t", "container_kvm_t", "container_engine_t"],
];

/** Sysctls that are namespaced by pod and do not affect other pods on the node. */
const SAFE_SYSCTLS: readonly (string | undefined)[] = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_notsent_lowat",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_slow_start_after_idle",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

const APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
const isProfile = (value = "") => /^(runtime\/default|localhost\/.*)?$/s.test(value);

export const podCapabilitiesDefault = podRule({
  id: "pod-capabilities-default",
  title: "Pod containers do not add capabilities beyond the default set",
  severity: "high",
  controls: { "pss-baseline": ["Capabilities"], "cis-eks-1.4": ["4.2.7"] },
  why: "Capabilities such as SYS_ADMIN, NET_ADMIN, or NET_RAW grant parts of root access to the node, which can be enough to escape from the container or to read the traffic of other pods.",
  remedy:
    "Remove the capability from securityContext.capabilities.add. NET_BIND_SERVICE and the default set are allowed.",
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) =>
        listOf(container.securityContext?.capabilities?.add).some((name) => !DEFAULT_CAPABILITIES.includes(name)),
      ),
      "the container adds capabilities beyond the default set",
    ),
  pass: [podWith({ securityContext: { capabilities: { add: ["NET_BIND_SERVICE", "CHOWN"] } } }), podWith({})],
  fail: [
    podWith({ securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }),
    podWith({ securityContext: { capabilities: { add: ["NET_RAW"], drop: ["ALL"] } } }),
  ],
});

export const podApparmorOn = podRule({
  id: "pod-apparmor-on",
  title: "Pods do not disable AppArmor",
  severity: "medium",
  controls: { "pss-baseline": ["AppArmor"] },
  why: "On nodes with AppArmor, the default profile prevents a container from mounting file systems, tracing processes, or writing to kernel files.",
  remedy: 'Set appArmorProfile: { type: "RuntimeDefault" } in the securityContext, or remove appArmorProfile.',
  check: (pod) =>
    listOf(
      () =>
        issuesAt(
          securityContextsOf(pod)
            .flatMap((context) => listOf(context.appArmorProfile))
            .filter((profile) => !PROFILE_TYPES.includes(profile.type)),
          "the AppArmor profile is neither RuntimeDefault nor Localhost",
        ),
      () =>
        entries(pod.metadata?.annotations)
          .filter((pair) => pair[0].startsWith(APPARMOR_ANNOTATION) && !isProfile(pair[1]))
          .map((): Issue => "an annotation sets an AppArmor profile that is neither runtime/default nor localhost"),
    ),
  pass: [
    podWith({ securityContext: { appArmorProfile: { type: "RuntimeDefault" } } }),
    { spec: { securityContext: { appArmorProfile: { type: "Localhost" } }, containers: [{ name: "web" }] } },
    podWith({}),
    {
      metadata: { annotations: { [`${APPARMOR_ANNOTATION}web`]: "localhost/web", team: "unconfined" } },
      spec: { containers: [{ name: "web" }] },
    },
  ],
  fail: [
    podWith({ securityContext: { appArmorProfile: { type: "Unconfined" } } }),
    { spec: { securityContext: { appArmorProfile: { type: "Unconfined" } }, containers: [{ name: "web" }] } },
    {
      metadata: { annotations: { [`${APPARMOR_ANNOTATION}web`]: "unconfined" } },
      spec: { containers: [{ name: "web" }] },
    },
  ],
});

export const podSelinuxDefault = podRule({
  id: "pod-selinux-default",
  title: "Pods use only container SELinux types and do not set an SELinux user or role",
  severity: "medium",
  controls: { "pss-baseline": ["SELinux"] },
  why: "Other types, such as spc_t, and custom users or roles can remove the container's SELinux confinement.",
  remedy: 'Remove seLinuxOptions, or set only level and a type such as "container_t".',
  check: (pod) =>
    issuesAt(
      securityContextsOf(pod)
        .flatMap((context) => listOf(context.seLinuxOptions))
        .filter((options) =>
          anyOf(
            () => Boolean(options.type) && !SELINUX_TYPES.includes(options.type ?? ""),
            () => Boolean(options.user),
            () => Boolean(options.role),
          ),
        ),
      "the SELinux type, user, or role is not allowed for containers",
    ),
  pass: [
    podWith({ securityContext: { seLinuxOptions: { type: "container_t", level: "s0:c1,c2", user: "", role: "" } } }),
    podWith({}),
  ],
  fail: [
    podWith({ securityContext: { seLinuxOptions: { type: "spc_t" } } }),
    podWith({ securityContext: { seLinuxOptions: { user: "sysadm_u" } } }),
    { spec: { securityContext: { seLinuxOptions: { role: "sysadm_r" } }, containers: [{ name: "web" }] } },
  ],
});

export const podProcMountMasked = podRule({
  id: "pod-proc-mount-masked",
  title: "Pods without a user namespace do not unmask /proc",
  severity: "medium",
  controls: { "pss-baseline": ["/proc Mount Type"] },
  why: "The masked parts of /proc show and change settings of the node's kernel, which an unmasked container can access.",
  remedy: "Remove securityContext.procMount, or set hostUsers: false, which makes an unmasked /proc harmless.",
  unless: hasUserNamespace,
  check: (pod) => issuesAt(unmaskedContainersOf(pod), "the container mounts /proc unmasked"),
  pass: [
    podWith({ securityContext: { procMount: "Default" } }),
    {
      spec: { hostUsers: false, containers: [{ name: "build", securityContext: { procMount: "Unmasked" } }] },
    },
  ],
  fail: [podWith({ securityContext: { procMount: "Unmasked" } })],
});

export const podSeccompOn = podRule({
  id: "pod-seccomp-on",
  title: "Pods do not disable seccomp",
  severity: "medium",
  controls: { "pss-baseline": ["Seccomp"] },
  why: "Without seccomp, a container can make every system call, including those that only kernel exploits use.",
  remedy: 'Set seccompProfile: { type: "RuntimeDefault" } in the securityContext.',
  check: (pod) =>
    issuesAt(
      securityContextsOf(pod)
        .flatMap((context) => listOf(context.seccompProfile))
        .filter((profile) => !PROFILE_TYPES.includes(profile.type)),
      "the seccomp profile is neither RuntimeDefault nor Localhost",
    ),
  pass: [
    podWith({ securityContext: { seccompProfile: { type: "RuntimeDefault" } } }),
    {
      spec: {
        securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "web.json" } },
        containers: [{ name: "web" }],
      },
    },
    podWith({}),
  ],
  fail: [
    podWith({ securityContext: { seccompProfile: { type: "Unconfined" } } }),
    { spec: { securityContext: { seccompProfile: { type: "Unconfined" } }, containers: [{ name: "web" }] } },
  ],
});

export const podSysctlsSafe = podRule({
  id: "pod-sysctls-safe",
  title: "Pods set only safe sysctls",
  severity: "medium",
  controls: { "pss-baseline": ["Sysctls"] },
  why: "A sysctl that is not namespaced changes the kernel for every pod on the node, and can disable the kernel's protections.",
  remedy: "Remove the sysctl from securityContext.sysctls, or set the sysctl on the nodes that need it.",
  check: (pod) =>
    issuesAt(
      listOf(pod.spec?.securityContext?.sysctls).filter((sysctl) => !SAFE_SYSCTLS.includes(sysctl.name)),
      "the sysctl is not on the list of safe sysctls",
    ),
  pass: [
    {
      spec: {
        securityContext: { sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }] },
        containers: [{ name: "web" }],
      },
    },
  ],
  fail: [
    {
      spec: {
        securityContext: { sysctls: [{ name: "net.core.somaxconn", value: "1024" }] },
        containers: [{ name: "web" }],
      },
    },
  ],
});
