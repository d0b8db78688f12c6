import { requirePeer } from "../shared/peers";

// This module must be the first import of the entry point, because imports run in order and later imports load @pulumi/kubernetes.
requirePeer("@roadbed/components/kubernetes", "@pulumi/kubernetes");
