import { parseDuration } from "./duration";

it.each([
  ["1h30m", 5400],
  ["45s", 45],
  ["1.5m", 90],
  ["250ms", 0.25],
  ["0", 0],
  ["-5s", -5],
  ["2h45m30.5s", 9930.5],
])("parseDuration parses %s as %d seconds", (text, seconds) => {
  expect(parseDuration(text)).toBeCloseTo(seconds, 9);
});

it.each(["", "5", "1 hour", "1h-", "h", "1d", "1h 5m", "s1"])("parseDuration rejects %j", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
