import type { Urn } from "../model";

/** Why planning cannot go on: what the program wants is impossible. */
export class PlanningError extends Error {
  readonly urn: Urn;
  constructor(message: string, urn: Urn) {
    super(message);
    this.name = "PlanningFailure";
    this.urn = urn;
  }
}
