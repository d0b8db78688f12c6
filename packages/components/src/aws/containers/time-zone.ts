import { matching } from "../../shared/checks";

/** Accepts names of time zones. */
export const timeZone = matching(/^[A-Za-z][A-Za-z0-9_+\-/]{0,49}$/, "a time zone", 'Example: "Europe/Berlin".');
