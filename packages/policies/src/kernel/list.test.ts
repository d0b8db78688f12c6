import { UNKNOWN } from "@roadbed/plan";
import { outcomeOf, type Check, type Port } from "../../test/check-outcome";

const isOpen = ({ open }: Port) => open === true;

describe("a list with unknown elements", () => {
  const ports = [UNKNOWN, { open: true }, { open: UNKNOWN }];

  it("has a violation if a known element violates the condition", () => {
    const check: Check = (props) => props.ports?.some(isOpen) && "open";
    expect(outcomeOf({ ports }, check)).toBe("open");
    expect(outcomeOf({ ports: [{ open: UNKNOWN }, { open: false }] }, check)).toBe("ports[0].open?");
    expect(outcomeOf({ ports: [{ open: false }] }, check)).toBe("pass");
  });

  it("reports the path of each violation and of each unknown element", () => {
    const bad = (at: Port) => ({ at, message: "open" });
    expect(outcomeOf({ ports }, (props) => props.ports?.filter(isOpen).map(bad))).toBe(
      "ports[1]: open, ports[0]?, ports[2].open?",
    );
    expect(outcomeOf({ ports }, (props) => props.ports?.map((port) => isOpen(port) && bad(port)))).toBe(
      "ports[1]: open, ports[0]?, ports[2].open?",
    );
    expect(outcomeOf({ ports }, (props) => props.ports?.flatMap((port) => (isOpen(port) ? [bad(port)] : [])))).toBe(
      "ports[1]: open, ports[0]?, ports[2].open?",
    );
  });

  it.each<[string, Check, string]>([
    ["decides every() by one element", (props) => !props.words?.every((word) => word === "a") && "not all", "not all"],
    ["finds a known element with includes()", (props) => props.words?.includes("b") && "has b", "has b"],
    [
      "is undecided if an unknown element could match includes()",
      (props) => props.words?.includes("c") && "has c",
      "words[0]?",
    ],
    [
      "is undecided if find() passes an unknown element",
      (props) => props.words?.find((word) => word === "b"),
      "words[0]?",
    ],
    ["counts all elements", (props) => props.words?.length === 2 && "two", "two"],
    [
      "is undecided about the number of matching elements",
      (props) => props.words?.filter((word) => word === "b").length === 1 && "one",
      "words[0]?",
    ],
    [
      "is undecided about the position of elements after an unknown one",
      (props) => props.words?.filter((word) => word !== "a").at(-1) === "b" && "b last",
      "words[0]?",
    ],
    [
      "is undecided about the index of elements after an unknown one",
      (props) => props.words?.filter((word) => word !== "a").some((_, at) => at === 0) && "bad",
      "words[0]?",
    ],
    ["finds an element in a concatenated list", (props) => props.words?.concat("c").includes("c") && "has c", "has c"],
    [
      "is undecided in a loop",
      (props) => {
        for (const word of props.words ?? []) if (word === "b") return "b";
        return undefined;
      },
      "words[0]?",
    ],
    [
      "is undecided in forEach()",
      (props) => {
        const seen = new Set<string>();
        props.words?.forEach((word) => seen.add(word));
        return seen.has("b") && "b";
      },
      "words[0]?",
    ],
    ["is undecided in reduce()", (props) => props.words?.reduce((all, word) => all + word, ""), "words[0]?"],
    ["is undecided if the list is spread", (props) => [...(props.words ?? [])].includes("b") && "b", "words[0]?"],
    ["is undecided if a set is created from the list", (props) => new Set(props.words).has("b") && "b", "words[0]?"],
    ["is undecided if a copy is sorted", (props) => props.words?.toSorted().at(-1) === "b" && "b last", "words[0]?"],
    ["is undecided if it is sorted in place", (props) => (props.words as string[]).sort()[0], "words[0]?"],
    ["finds a known element in a slice", (props) => props.words?.slice(1).includes("b") && "b", "b"],
    ["is an array for Array.isArray()", (props) => Array.isArray(props.words) && "array", "array"],
    ["is undecided if it is serialized", (props) => JSON.stringify(props.words), "words[0]?"],
    [
      "calls string methods on known elements",
      (props) => props.words?.some((word) => word.startsWith("b")) && "b",
      "b",
    ],
    [
      "is undecided if its unknown first element is destructured",
      (props) => {
        const [first] = props.words ?? [];
        return first;
      },
      "words[0]?",
    ],
    ["decides whether an index exists", (props) => 1 in (props.words ?? []) && "two", "two"],
  ])("%s", (_, check, expected) => {
    expect(outcomeOf({ words: [UNKNOWN, "b"] }, check)).toBe(expected);
  });

  it.each<[string, (open: readonly Port[]) => unknown]>([
    ["index in some", (open) => open.some(({ port }, index) => index === 1 && port === 2)],
    ["index in map", (open) => open.map(({ port }, index) => `${index}${String(port)}`).includes("12")],
    ["first match", (open) => open.find(({ port = 0 }) => port < 9)?.port === 1],
    ["result of findIndex", (open) => open.findIndex(({ port }) => port === 2) === 1],
    ["element at an index", (open) => open.at(-1)?.port === 2 && open[1]?.port === 2],
    ["length", (open) => open.length === 2],
    ["keys", (open) => Object.keys(open).length === 2],
    ["slice", (open) => open.slice(1).some(({ port }) => port === 2)],
  ])("is undecided about the %s if a filter may remove an element", (_, condition) => {
    const check: Check = ({ ports = [] }) => condition(ports.filter(isOpen)) && "bad";
    const first = (open: unknown) => ({
      ports: [
        { port: 1, open },
        { port: 2, open: true },
      ],
    });
    expect(outcomeOf(first(true), check)).toBe("bad");
    expect(outcomeOf(first(false), check)).not.toContain("?");
    expect(outcomeOf(first(UNKNOWN), check)).toBe("ports[0].open?");
  });

  it("is undecided if the whole list is unknown", () => {
    const check: Check = ({ words = [] }) => words.includes("b") && "has b";
    expect(outcomeOf({ words: UNKNOWN }, check)).toBe("words?");
    expect(outcomeOf({}, check)).toBe("pass");
  });

  it("is undecided if the check throws after reading an unknown element", () => {
    const check: Check = (props) =>
      props.words?.some((word) => word === "a" || word.length.toFixed(200) === "") && "bad";
    expect(outcomeOf({ words: ["b"] }, check)).toBe("the check threw a RangeError after reading words[0]");
    expect(outcomeOf({ words: [UNKNOWN, "b"] }, check)).toBe("words[0]?");
  });

  it("is undecided about null elements, which no provider accepts", () => {
    expect(outcomeOf({ ports: [null, { open: true }] }, (props) => props.ports?.some(isOpen) && "open")).toBe("open");
    expect(outcomeOf({ ports: [null] }, (props) => props.ports?.some(isOpen) && "open")).toBe("ports[0]?");
  });

  it("evaluates long nested lists of unknown elements", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      open: index === 9_999 || UNKNOWN,
      ranges: [UNKNOWN],
    }));
    expect(outcomeOf({ ports: many }, (props) => props.ports?.some(isOpen) && "open")).toBe("open");
    const nested: Check = (props) =>
      props.ports
        ?.slice(0, 300)
        .some(({ ranges = [] }) => props.ports?.some((port) => port.ranges?.[0] === ranges[0])) && "same";
    expect(outcomeOf({ ports: many.slice(0, 300) }, nested)).toContain("?");
  });
});
