import { requirePeer } from "../../shared/peers";

// Must be the first import of the entry point: imports run in order, and later ones load @pulumi/aws.
requirePeer("@roadbed/components/aws", "@pulumi/aws");
