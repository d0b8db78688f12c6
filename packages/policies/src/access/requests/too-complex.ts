/** A comparison needs more work than its budget allows. The result is then undecided. */
export class TooComplexError extends Error {
  override readonly name = "TooComplexError";
}

/** Limits the work of a comparison, because documents are untrusted input and set inclusion can take exponential time. */
export class Budget {
  #steps: number;

  constructor(steps: number) {
    this.#steps = steps;
  }

  /**
   * Takes steps from the budget.
   *
   * @throws TooComplexError if the budget is used up
   */
  spend(steps = 1): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new TooComplexError("the comparison exceeds its budget");
  }
}
