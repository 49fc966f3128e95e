import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatEvent } from "../src/store/model";
import { alice, bob, ConversationLog } from "./conversationLog";
import { pick, seeded } from "./random";
import { openedStore } from "./stage";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Appends what a lively conversation would: mostly messages, some of which wait; edits, verdicts, deletions, now and then an event of the future. */
function chatter(log: ConversationLog, said: number[], random: () => number): ChatEvent | null {
  const roll = random();
  const held = random() < 0.3 ? true : undefined;
  const senderOf = (seq: number) => log.events[seq - 1]?.senderId;
  if (said.length > 0 && roll < 0.06) {
    const messageSeq = pick(random, said);
    return log.append("message.edited", { messageSeq, text: `edited ${roll}`, held }, senderOf(messageSeq));
  }
  if (said.length > 0 && roll < 0.08) {
    const [messageSeq] = said.splice(Math.floor(random() * said.length), 1);
    return log.append("message.deleted", { messageSeq });
  }
  if (roll < 0.1) return log.append("reaction.added", { emoji: "👍" });
  if (said.length > 0 && roll < 0.35)
    return log.decide(pick(random, said.slice(-20)), Math.floor(random() * 4), roll < 0.25 ? "Approved" : "Removed");
  const sent = log.append("message.sent", { text: `message ${log.events.length}`, held }, random() < 0.3 ? alice.userId : bob.userId);
  said.push(sent.seq);
  return sent;
}

async function lossyRun(seed: number, events: number, fault: number) {
  const random = seeded(seed);
  const { log, store, messages, room } = await openedStore(new ConversationLog(), seed);
  log.failures = () => random() < 0.05;
  // A reset would begin anew with the newest page; here every single event is to be compared.
  log.resetBeyond = Number.POSITIVE_INFINITY;
  const said: number[] = [];
  let held: ChatEvent | null = null;
  for (let i = 0; i < events; i++) {
    const event = chatter(log, said, random);
    if (event === null) continue;
    if (random() < fault) continue;
    if (held === null && random() < fault) { held = event; continue; }
    store.onFrame(log.frame(event));
    if (random() < fault) store.onFrame(log.frame(event));
    if (held !== null) { store.onFrame(log.frame(held)); held = null; }
    if (random() < 0.2) await vi.advanceTimersByTimeAsync(1);
  }
  log.failures = null;
  const level = store.catchUp(log.frame(log.events[0] as ChatEvent).conversationId);
  await vi.runAllTimersAsync();
  await level;
  return { log, messages: messages(), room: room() };
}

describe("With frames dropped, doubled and reordered the store ends equal to the log", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("400 events, one in five frames faulty, seed %i", async (seed) => {
    const { log, messages, room } = await lossyRun(seed, 400, 0.2);
    expect(messages).toEqual(log.read());
    expect(room?.head.lastMessage?.seq).toBe(log.read().at(-1)?.seq);
    expect(room?.waiting.size).toBe(0);
  });

  it("5,000 events, one frame in a hundred faulty", async () => {
    const { log, messages } = await lossyRun(42, 5_000, 0.01);
    expect(messages.length).toBeGreaterThan(2_000);
    expect(messages).toEqual(log.read());
  });
});
