import type { Container, Pod, SecurityContext } from "../views/pods";
import { containersOf, securityContextsOf } from "../views/pods";

/** Returns the containers that mount /proc unmasked. */
export const unmaskedContainersOf = (pod: Pod): readonly Container[] =>
  containersOf(pod).filter((container) => (container.securityContext?.procMount ?? "Default") !== "Default");

/** Returns the containers for which neither the container nor the pod requires a non-root user. */
export const rootContainersOf = (pod: Pod): readonly Container[] =>
  containersOf(pod).filter(
    (container) => (container.securityContext?.runAsNonRoot ?? pod.spec?.securityContext?.runAsNonRoot) !== true,
  );

/** Returns the security contexts that set the root user. */
export const rootContextsOf = (pod: Pod): readonly SecurityContext[] =>
  securityContextsOf(pod).filter((context) => context.runAsUser === 0);
