import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OperationsStore, operationSentence, type OperationsApi, type ReplayedLog, type Run } from "../src/store/operations";
import { Problem } from "../src/store/problem";
import { fakeClock } from "./stage";

const run = (change: Partial<Run> = {}): Run => ({
  runId: "r-1", mode: "Rebuild", dryRun: false, status: "Running", phase: "Fill", phases: ["Attach", "Fill", "Check", "Flip", "End"], views: ["users@2"], startedBy: "dana",
  startedAt: "2026-03-01T12:00:00.000Z", endedAt: null, reason: null, share: 0.1, events: 10, eventsPerSecond: 100, secondsLeft: 9, logs: 1, rows: 8, wru: 8, rru: 1, dollars: 0,
  throttle: 0, parked: 0, diverged: 0, repaired: 0, canAbort: true, canResume: false, segments: [], findings: [], ...change,
});

/** Answers with what is set, and counts what is asked. */
function server() {
  const asked: string[] = [];
  const now = { run: run(), failing: null as Problem | null, replays: [] as ReplayedLog["state"][] };
  const answer = <T>(name: string, value: () => T) => async () => {
    asked.push(name);
    if (now.failing !== null) throw now.failing;
    return value();
  };
  const model = (served: number) => ({ name: "users", served, building: null, kept: 3 - served, highest: 2, parked: 0 });
  const api: OperationsApi = {
    readModels: answer("readModels", () => [model(1)]), runs: answer("runs", () => ({ items: [now.run], nextToken: null })), run: answer("run", () => now.run),
    parkedLogs: answer("parkedLogs", () => ({ items: [], nextToken: null })), operatorActs: answer("operatorActs", () => ({ items: [], nextToken: null })),
    startRebuild: answer("startRebuild", () => (now.run = run({ runId: "r-2", phase: "Attach" }))), startVerify: answer("startVerify", () => now.run),
    throttleRebuild: async (_, throttle) => (now.run = { ...now.run, throttle }), abortRebuild: answer("abortRebuild", () => (now.run = { ...now.run, status: "Aborting" })),
    resumeRebuild: answer("resumeRebuild", () => now.run), rollback: answer("rollback", () => model(2)), dropGeneration: answer("dropGeneration", () => now.run),
    replayParked: async (log) => {
      asked.push("replay");
      return [{ view: "users@1", log, state: now.replays.shift() ?? "Level", seq: 7, reason: null }];
    },
  };
  const eye = { looks: true };
  return { asked, now, eye, store: new OperationsStore(api, fakeClock(), () => eye.looks) };
}

const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1_000);

describe("The operations page", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("asks for a run under way every second, for the rest every ten, and stops when it is left", async () => {
    const { store, asked } = server();
    const stop = store.watch();
    await seconds(9.5);
    expect(asked.filter((a) => a === "run")).toHaveLength(9);
    expect(asked.filter((a) => a === "readModels")).toHaveLength(1);
    await seconds(1);
    expect(asked.filter((a) => a === "readModels")).toHaveLength(2);
    stop();
    asked.length = 0;
    await seconds(30);
    expect(asked).toEqual([]);
  });

  it("asks for nothing while nobody looks", async () => {
    const { store, asked, eye } = server();
    eye.looks = false;
    const stop = store.watch();
    await seconds(20);
    expect(asked).toEqual([]);
    eye.looks = true;
    await seconds(1);
    expect(asked).toContain("readModels");
    stop();
  });

  it("follows a run to its end, and then sees which generations there are", async () => {
    const { store, asked, now } = server();
    const stop = store.watch();
    await seconds(1.5);
    now.run = run({ share: 0.6, events: 60 });
    await seconds(1);
    expect(store.state().runs[0]?.events).toBe(60);
    asked.length = 0;
    now.run = run({ status: "Succeeded", phase: "End", share: 1 });
    await seconds(1);
    expect(asked).toContain("readModels");
    asked.length = 0;
    await seconds(3);
    expect(asked).not.toContain("run");
    stop();
  });

  it("sees the generations anew in whichever answer a run's next phase was seen first", async () => {
    const { store, asked, now } = server();
    const stop = store.watch();
    await seconds(1.5);
    now.run = run({ phase: "Check" });
    asked.length = 0;
    await store.steer((api) => api.throttleRebuild("r-1", 100));
    await seconds(1);
    expect(asked).toContain("readModels");
    stop();
  });

  it("shows what was done at once, and no older answer over it", async () => {
    const { store, now } = server();
    await store.refresh();
    const slow = store.refresh();
    const started = await store.steer((api) => api.startRebuild({}));
    await slow;
    expect(store.state().runs[0]?.runId).toBe(started.runId);
    await store.steer((api) => api.throttleRebuild("r-2", 500));
    expect(store.state().runs[0]?.throttle).toBe(500);
    expect(now.run.throttle).toBe(500);
  });

  it("keeps what it has when the server is away, and says so", async () => {
    const { store, now } = server();
    await store.refresh();
    now.failing = new Problem("Unreachable", "gone");
    await store.refresh();
    expect(store.state().problem?.type).toBe("Unreachable");
    expect(store.state().models).toHaveLength(1);
    now.failing = null;
    await store.refresh();
    expect(store.state().problem).toBeNull();
  });

  it("goes on with a replay until the log is level or stands still again", async () => {
    const { store, now, asked } = server();
    now.replays = ["Behind", "Behind", "Parked"];
    expect((await store.replay("u#1", "users"))[0]?.state).toBe("Parked");
    expect(asked.filter((a) => a === "replay")).toHaveLength(3);
  });

  it("says in the server's words what stands in the way, and of others' groups in its own", () => {
    expect(operationSentence(new Problem("Conflict", "Run r-1 is not through."))).toBe("Run r-1 is not through.");
    expect(operationSentence(new Problem("NotAllowed", "group"))).toBe("Only operators may do that.");
    expect(operationSentence(new Problem("Unreachable", "x"))).toBe("The server can not be reached.");
  });
});
