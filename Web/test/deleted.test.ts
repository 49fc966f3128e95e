import { expect, test } from "vitest";
import type { ChatEvent } from "../src/store/model";
import { foldTimeline, timelineOf, type Timeline } from "../src/store/timeline";

const empty: Timeline = timelineOf({ items: [], seq: 0, nextToken: null }, "ben");

const event = (seq: number, type: string, body: object): ChatEvent =>
  ({ seq, type, version: 1, senderId: "ann", at: "2026-03-01T12:00:00.000Z", commandId: `c${seq}`, body: JSON.stringify(body) }) as ChatEvent;

const fold = (...events: ChatEvent[]) => foldTimeline(empty, "room-0001", events).messages.map((m) => [m.text, m.deleted]);

test("deleted is final, also for an edit that comes after", () => {
  expect(
    fold(
      event(1, "message.sent", { text: "x" }),
      event(2, "message.deleted", { messageSeq: 1 }),
      event(3, "message.edited", { messageSeq: 1, text: "ghost" }),
    ),
  ).toEqual([[null, true]]);
});

test("a text that sync withholds is gone by now: the event that says why follows", () => {
  const sent = event(1, "message.sent", { text: null });
  expect(foldTimeline(empty, "room-0001", [sent]).messages[0]).toMatchObject({ text: null, status: "Removed", deleted: false });
  expect(fold(sent, event(2, "message.deleted", { messageSeq: 1 }))).toEqual([[null, true]]);
  expect(fold(sent, event(2, "message.edited", { messageSeq: 1, text: "better" }))).toEqual([["better", false]]);
});
