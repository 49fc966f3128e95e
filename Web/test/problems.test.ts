import { describe, expect, it } from "vitest";
import { sentenceFor } from "../src/store/problem";
import { problemOf } from "../src/transport/problems";

const refusal = (errorType: string, errorInfo?: object) => ({ data: null, errors: [{ errorType, errorInfo, message: "as the server says" }] });

describe("A refusal", () => {
  it.each(["NotFound", "NotAllowed", "InvalidArgument", "MessageDeleted", "LastOwner", "TooManyMembers", "Conflict", "Muted", "Banned", "NotUnderReview", "Busy", "Unauthorized"])(
    "%s has a sentence of its own",
    (type) => {
      const problem = problemOf(refusal(type, { field: "title", limit: 120, unit: "characters" }));
      expect(problem.type).toBe(type);
      expect(sentenceFor(problem)).toMatch(/[.]$/);
      expect(sentenceFor(problem)).not.toContain(type);
    },
  );

  it("names the limit that was crossed", () => {
    expect(sentenceFor(problemOf(refusal("InvalidArgument", { field: "text", limit: 4096, unit: "bytes" })))).toContain("at most 4,096 bytes");
    expect(sentenceFor(problemOf(refusal("TooManyMembers", { limit: 100_000 })))).toContain("100,000 members");
  });

  it("of a kind that is not known is worth another attempt, an absent answer too", () => {
    expect(problemOf(refusal("InternalFailure")).type).toBe("Unexpected");
    expect(problemOf(new TypeError("Failed to fetch")).type).toBe("Unreachable");
    expect(problemOf({ errors: [{ message: "Network Error" }] }).type).toBe("Unreachable");
  });

  it("of the token is told from the others", () => {
    expect(problemOf(refusal("UnauthorizedException")).type).toBe("Unauthorized");
  });
});
