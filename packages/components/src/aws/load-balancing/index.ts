export type { DomainCertificate } from "./domain-records";
export type { ExistingLoadBalancer, ExistingLoadBalancerArgs } from "./existing-load-balancer";
export { LoadBalancer } from "./load-balancer";
export type {
  AllowedSources,
  AnyLoadBalancerArgs,
  ConnectionSource,
  LoadBalancerAccessLogsArgs,
  LoadBalancerArgs,
  LoadBalancerDefaults,
  LoadBalancerDomainArgs,
  NetworkLoadBalancerArgs,
  NetworkLoadBalancerDefaults,
} from "./load-balancer-args";
export type { ApplicationLoadBalancerLike, LoadBalancerLike, NetworkLoadBalancerLike } from "./load-balancer-like";
export { NetworkLoadBalancer } from "./network-load-balancer";
