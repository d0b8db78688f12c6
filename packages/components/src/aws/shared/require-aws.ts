import { requirePeer } from "../../shared/peers";

// A module of its own and imported first: imports run in order, and those of @pulumi/aws come right after.
requirePeer("@roadbed/components/aws", "@pulumi/aws");
