import { podRule, podWith } from "../../rule-factories/pod-rules";
import { entries, listOf } from "../../kernel/connectives";
import { containsSecret, secretVariables } from "../../conditions/secret-variables";
import { defineRule } from "../../authoring/define-rule";
import { containersOf } from "../../views/pods";

export const podEnvNoSecrets = podRule({
  id: "pod-env-no-secrets",
  title: "Variables of containers hold no secrets",
  severity: "high",
  why: "Everyone who may look at pods reads them, and so does every tool that lists what runs in the cluster.",
  remedy:
    'Put the value into a Secret and mount it, or write valueFrom: { secretKeyRef: { name: secret.metadata.name, key: "password" } }.',
  check: (pod) => containersOf(pod).flatMap((container) => secretVariables(listOf(container.env))),
  pass: [
    podWith({ env: [{ name: "LEVEL", value: "info" }] }),
    podWith({ env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }] }),
    podWith({ env: [{ name: "DB_PASSWORD", value: "/run/secrets/db/password" }] }),
  ],
  fail: [
    podWith({ env: [{ name: "DB_PASSWORD", value: "correct-horse" }] }),
    podWith({ env: [{ name: "USER", value: "AKIAIOSFODNN7EXAMPLE" }] }),
  ],
});

export const configMapNoSecrets = defineRule({
  id: "configmap-no-secrets",
  title: "ConfigMaps hold no secrets",
  severity: "high",
  on: "kubernetes:core/v1:ConfigMap",
  // https://kubernetes.io/docs/concepts/configuration/configmap/
  why: "A ConfigMap is stored and shown in the clear, to everyone who may look at the namespace; roles that withhold Secrets allow it.",
  remedy: "Put the value into a kubernetes.core.v1.Secret, or fetch it by the Secrets Store CSI driver.",
  check: ({ data }) =>
    entries(data).some(([name, text = ""]) => containsSecret(name, text)) && {
      at: "data",
      message: "a value is a secret",
    },
  examples: {
    pass: [
      {},
      { data: { "app.properties": "db.host=db.example.com\ndb.password=${DB_PASSWORD}" } },
      { data: { passwordFile: "/run/secrets/db/password", config: "REDIS_PASSWORD=" } },
    ],
    fail: [
      { data: { password: "correct-horse" } },
      { data: { "app.properties": "db.host=db.example.com\ndb.password=correct-horse" } },
      { data: { id: "AKIAIOSFODNN7EXAMPLE" } },
    ],
  },
});
