import type * as aws from "@pulumi/aws";
import type * as k8s from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";

/**
 * Argument types by type token, for components and for providers other than AWS and Kubernetes. Extend it with
 *
 *     declare module "@roadbed/policies" {
 *       interface ResourceTypes { "acme:net:Vpc": VpcArgs }
 *     }
 */
export interface ResourceTypes {
  "pulumi:providers:aws": aws.ProviderArgs;
  "pulumi:providers:kubernetes": k8s.ProviderArgs;
}

type Member<T, K> = K extends keyof T ? T[K] : never;
type ArgsOf<C> = C extends abstract new (name: string, args: infer A, ...rest: never[]) => unknown
  ? NonNullable<A>
  : never;
type Head<G extends string> = G extends `${infer H}.${string}` ? H : G;

/** A type whose properties are optional and read-only at every level. Programs may ignore the types, so any property may be missing. */
export type DeepReadonlyPartial<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonlyPartial<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: DeepReadonlyPartial<T[K]> }
    : T;

// The middle part of an AWS token repeats the class name in lower camel case. Without the check, a misspelled middle part
// would compile.
type ArgsOfType<T extends string> = T extends keyof ResourceTypes
  ? ResourceTypes[T]
  : T extends `aws:${infer M}/${infer L}:${infer C}`
    ? L extends Uncapitalize<C>
      ? ArgsOf<Member<Member<typeof aws, M>, C>>
      : never
    : T extends `kubernetes:${infer G}/${infer V}:${infer C}`
      ? ArgsOf<Member<Member<Member<typeof k8s, Head<G>>, V>, C>>
      : never;

/** The inputs of a resource type as rules read them: plain values instead of outputs, and every property optional. */
export type InputsOf<T extends string> = T extends string ? DeepReadonlyPartial<Unwrap<ArgsOfType<T>>> : never;

/** The type token itself. If there is no such resource type, a type that no token is assignable to. */
export type TypeToken<T extends string> = [ArgsOfType<T>] extends [never] ? "unknown resource type" : T;
