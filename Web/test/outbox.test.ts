import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "../src/store/problem";
import { roomId } from "./conversationLog";
import { openedStore } from "./stage";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function openedOutbox() {
  const stage = await openedStore();
  const entries = () => [...stage.store.state().outbox.values()];
  return { ...stage, entries };
}

describe("Sending", () => {
  it("shows the message as pending until its event is here, then once", async () => {
    const { log, store, messages, entries } = await openedOutbox();
    store.send(roomId, "hi", null);
    expect(entries()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10);
    expect(entries()[0]?.seq).toBe(4);
    store.onFrame(log.frame(...log.events.slice(3)));
    expect(entries()).toEqual([]);
    expect(messages().map((m) => m.text)).toEqual(["hi"]);
  });

  it("settles on the event even when the answer was lost", async () => {
    const { log, store, entries } = await openedOutbox();
    const original = log.sendMessage.bind(log);
    log.sendMessage = async (input) => { await original(input); throw new Problem("Unreachable", "lost"); };
    store.send(roomId, "hi", null);
    await vi.advanceTimersByTimeAsync(10);
    store.onFrame(log.frame(...log.events.slice(3)));
    await vi.runAllTimersAsync();
    expect(entries()).toEqual([]);
    expect(log.read().map((m) => m.text)).toEqual(["hi"]);
  });

  it("reads the log when the frame of its own message does not come", async () => {
    const { store, messages, entries } = await openedOutbox();
    store.send(roomId, "hi", null);
    await vi.runAllTimersAsync();
    expect(messages().map((m) => m.text)).toEqual(["hi"]);
    expect(entries()).toEqual([]);
  });

  it("keeps the order of what was typed, whatever fails on the way", async () => {
    const { log, store } = await openedOutbox();
    let failures = 3;
    log.failures = () => failures-- > 0;
    for (const text of ["one", "two", "three"]) store.send(roomId, text, null);
    await vi.runAllTimersAsync();
    expect(log.read().map((m) => m.text)).toEqual(["one", "two", "three"]);
  });

  it("retries under the same id and afterSeq, so nothing is said twice", async () => {
    const { log, store } = await openedOutbox();
    const seen: string[] = [];
    const original = log.sendMessage.bind(log);
    let lost = 2;
    log.sendMessage = async (input) => {
      seen.push(`${input.commandId} ${input.afterSeq}`);
      const receipt = await original(input);
      if (lost-- > 0) throw new Problem("Unreachable", "lost");
      return receipt;
    };
    store.send(roomId, "hi", null);
    await vi.runAllTimersAsync();
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(1);
    expect(log.read()).toHaveLength(1);
  });

  it("gives up on a refusal at once and says why; the next one still goes", async () => {
    const { log, store, entries, messages } = await openedOutbox();
    const original = log.sendMessage.bind(log);
    log.sendMessage = async (input) => {
      if (input.text.length > 4) throw new Problem("InvalidArgument", "too long", { field: "text", limit: 4, unit: "bytes" });
      return original(input);
    };
    store.send(roomId, "too long", null);
    store.send(roomId, "ok", null);
    await vi.runAllTimersAsync();
    expect(entries().map((o) => o.problem?.info.limit)).toEqual([4]);
    expect(messages().map((m) => m.text)).toEqual(["ok"]);
    store.discard(entries()[0]?.command.commandId ?? "");
    expect(entries()).toEqual([]);
  });

  it("waits for the connection while offline", async () => {
    const { log, store } = await openedOutbox();
    await store.onConnection("offline");
    store.send(roomId, "later", null);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(log.read()).toEqual([]);
    void store.onConnection("live");
    await vi.runAllTimersAsync();
    expect(log.read().map((m) => m.text)).toEqual(["later"]);
  });

  it("fails after five attempts and succeeds when the person asks again", async () => {
    const { log, store, entries } = await openedOutbox();
    log.failures = () => true;
    store.send(roomId, "hi", null);
    await vi.runAllTimersAsync();
    expect(entries()[0]?.problem?.type).toBe("Unreachable");
    log.failures = null;
    store.retry(entries()[0]?.command.commandId ?? "");
    await vi.runAllTimersAsync();
    expect(log.read().map((m) => m.text)).toEqual(["hi"]);
    expect(entries()).toEqual([]);
  });
});
