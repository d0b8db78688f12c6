import { matching } from "../../../shared/checks";

/** Accepts names of EKS clusters. */
// https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
export const eksClusterName = matching(/^[0-9A-Za-z][\w-]{0,99}$/, "the name of a cluster");
