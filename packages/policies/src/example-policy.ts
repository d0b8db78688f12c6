/** In an example: inputs of which a property holds a policy of these statements, as a text. */
export const policyOf = (statements: object | readonly object[], property = "policy"): object => ({
  [property]: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});
