import { describe, expect, it } from "vitest";
import type { Message } from "../src/store/model";
import type { Outbox, OutgoingCommand } from "../src/store/outbox";
import { Problem } from "../src/store/problem";
import { timelineItems } from "../src/ui/chat/timelineItems";
import { alice, bob, roomId } from "./conversationLog";

const noon = new Date(2024, 5, 10, 12).getTime();
const minute = 60_000;

function message(seq: number, at: number, senderId = bob.userId, text = `m${seq}`): Message {
  return {
    conversationId: roomId, seq, messageId: `id-${seq}`, senderId, at: new Date(at).toISOString(), text, replyTo: null, editedAt: null, deleted: false,
    versionSeq: seq, status: null, reason: null, mentions: null,
  };
}

function outbox(command: OutgoingCommand, problem: Problem | null = null): Outbox {
  return new Map([[command.commandId, { command, startedAt: noon + 9 * minute, seq: null, problem }]]);
}

const items = (messages: Message[], under: Outbox = new Map(), readMark = 0) => timelineItems(messages, under, roomId, alice.userId, readMark);
const kinds = (list: ReturnType<typeof items>) => list.map((i) => i.kind);

describe("The timeline shows", () => {
  it("a separator where a day begins", () => {
    expect(kinds(items([message(1, noon), message(2, noon + minute), message(3, noon + 24 * 60 * minute)]))).toEqual([
      "day", "message", "message", "day", "message",
    ]);
  });

  it("a line before the first message of somebody else that was not read", () => {
    const list = items([message(1, noon), message(2, noon, alice.userId), message(3, noon), message(4, noon)], new Map(), 1);
    expect(kinds(list)).toEqual(["day", "message", "message", "unread", "message", "message"]);
  });

  it("no name again when the same person goes on within five minutes", () => {
    const list = items([message(1, noon), message(2, noon + 4 * minute), message(3, noon + 20 * minute), message(4, noon + 21 * minute, alice.userId)]);
    expect(list.flatMap((i) => (i.kind === "message" ? [i.continued] : []))).toEqual([false, true, false, false]);
  });

  it("what is being sent, after everything else", () => {
    const list = items([message(1, noon)], outbox({ kind: "send", commandId: "c", conversationId: roomId, text: "soon", afterSeq: 1 }));
    expect(list.at(-1)).toMatchObject({ delivery: "pending", message: { text: "soon", senderId: alice.userId } });
  });

  it("an edit and a deletion at once, and takes them back when they are refused", () => {
    const edit = { kind: "edit", commandId: "c", conversationId: roomId, messageSeq: 1, text: "better", afterSeq: 1 } as const;
    expect(items([message(1, noon)], outbox(edit)).at(-1)).toMatchObject({ delivery: "pending", message: { text: "better" } });
    const refused = items([message(1, noon)], outbox(edit, new Problem("MessageDeleted", "gone")));
    expect(refused.at(-1)).toMatchObject({ delivery: "failed", message: { text: "m1" } });
    const deletion = { kind: "delete", commandId: "d", conversationId: roomId, messageSeq: 1, afterSeq: 1 } as const;
    expect(items([message(1, noon)], outbox(deletion)).at(-1)).toMatchObject({ delivery: "pending", message: { deleted: true, text: null } });
  });
});
