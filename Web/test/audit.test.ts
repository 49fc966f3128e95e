import { expect, test } from "vitest";
import type { AuditEntry } from "../src/store/audit";
import { deedOf, factsOf } from "../src/ui/moderation/auditLines";

const entry = (action: string, facts: object, more: Partial<AuditEntry> = {}): AuditEntry => ({
  log: "c#room-0001", seq: 1, at: "2026-03-01T12:00:00.000Z", action, actorId: "ann", actorName: "Ann", conversationId: "room-0001", userId: null, userName: null,
  messageSeq: null, versionSeq: null, facts: JSON.stringify(facts), ...more,
});

test("who adds or removes oneself joins or leaves, and a mute without an end is its end", () => {
  expect(deedOf(entry("member.added", { role: "Owner" }, { userId: "ann" }))).toBe("joined");
  expect(deedOf(entry("member.removed", {}, { userId: "ann" }))).toBe("left");
  expect(deedOf(entry("member.removed", {}, { userId: "ben" }))).toBe("removed");
  expect(deedOf(entry("member.muted", {}, { userId: "ben" }))).toBe("unmuted");
});

test("what was decided comes first, whatever the order of the map", () => {
  expect(factsOf(entry("message.moderated", { source: "Rules", reason: "Insult", verdict: "Removed" }))).toEqual(["removed", "for an insult", "by rules"]);
});

test("an event or a fact that this page does not know is told in its own words", () => {
  expect(deedOf(entry("legal-hold.set", {}))).toBe("legal hold set");
  expect(factsOf(entry("x", { caseNumber: "7" }))).toEqual(["case number 7"]);
  expect(factsOf({ ...entry("x", {}), facts: "not JSON" })).toEqual([]);
});
