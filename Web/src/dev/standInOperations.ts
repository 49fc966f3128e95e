import type { OperationsApi, OperatorAct, ParkedLog, ReadModel, Run, RunPhase, Segment } from "../store/operations";
import { Problem } from "../store/problem";

const names = ["conversation", "users", "moderation", "notifications", "analytics"];
const way: readonly RunPhase[] = ["Attach", "Fill", "Check", "Flip", "End"];
const segments = 48;

/** The operators' desk without a backend: a rebuild of half a minute, a log that is parked. */
export class StandInOperations implements OperationsApi {
  #models: readonly ReadModel[] = names.map((name, i) => ({
    name, served: i === 0 ? 2 : 1, building: null, kept: i === 0 ? 1 : null, highest: i === 0 ? 2 : 1, parked: i === 0 ? 1 : 0,
  }));
  #parked: readonly ParkedLog[] = [{
    projection: "conversation", generation: 2, log: "c#7b1f0c2e-51aa-4c0e-9f0b-6d1f3a90e771", seq: 41, at: new Date(Date.now() - 3_600_000).toISOString(),
    reason: "Seq 42: no event type 'message.pinned' is known.",
  }];
  #run: Run | null = null;
  readonly #acts: OperatorAct[] = [];

  readModels = async () => this.#models;
  runs = async () => ({ items: this.#run === null ? [] : [this.#now(this.#run)], nextToken: null });
  run = async () => this.#now(this.#there());
  parkedLogs = async () => ({ items: this.#parked, nextToken: null });
  operatorActs = async () => ({ items: this.#acts, nextToken: null });
  startRebuild = async (input: { projections?: readonly string[] }) => {
    const chosen = input.projections ?? names;
    this.#record("rebuild", chosen.join(", "));
    this.#models = this.#models.map((m) => (chosen.includes(m.name) ? { ...m, building: m.highest + 1, highest: m.highest + 1, kept: null } : m));
    return (this.#run = begin(this.#models.filter((m) => m.building !== null).map((m) => `${m.name}@${m.building}`)));
  };
  startVerify = async () => this.startRebuild({});
  throttleRebuild = async (_: string, eventsPerSecond: number) => (this.#run = { ...this.#there(), throttle: eventsPerSecond });
  abortRebuild = async () => {
    this.#models = this.#models.map((m) => ({ ...m, building: null }));
    return (this.#run = { ...this.#there(), status: "Aborted", phase: "End", endedAt: new Date().toISOString(), canAbort: false, phases: ["Detach", "Sweep", "End"] });
  };
  resumeRebuild = async () => this.#there();
  rollback = async (projection: string) => {
    this.#record("rollback", projection);
    this.#models = this.#models.map((m) => (m.name === projection && m.kept !== null ? { ...m, served: m.kept, kept: m.served } : m));
    return this.#models.find((m) => m.name === projection)!;
  };
  dropGeneration = async (): Promise<Run> => { throw new Problem("Conflict", "No generation is kept, so there is none to drop."); };
  replayParked = async (log: string, projection: string) => {
    this.#record("replay", `${log} in ${projection}`);
    this.#parked = [];
    return [{ view: `${projection}@2`, log, state: "Level" as const, seq: 57, reason: null }];
  };

  #there(): Run {
    if (this.#run === null) throw new Problem("NotFound", "There is no such run.");
    return this.#run;
  }

  #record(act: string, about: string): void {
    this.#acts.unshift({ at: new Date().toISOString(), by: "alice", act, about, outcome: "done" });
  }

  #now(run: Run): Run {
    if (run.status !== "Running") return run;
    const seconds = (Date.now() - Date.parse(run.startedAt)) / 1_000;
    const phase: RunPhase = seconds < 3 ? "Attach" : seconds < 18 ? "Fill" : seconds < 30 ? "Check" : "End";
    const share = phase === "Fill" ? (seconds - 3) / 15 : phase === "Check" ? (seconds - 18) / 12 : phase === "End" ? 1 : 0;
    const events = Math.round(phase === "Fill" ? share * 180_000 : phase === "Attach" ? 0 : 180_000 * (1 + share));
    const next: Run = {
      ...run, phase, share, events, rows: Math.round(events * 0.8), wru: events * 0.9, rru: events * 0.14, dollars: events * 0.00000058,
      eventsPerSecond: phase === "Fill" ? 12_000 : phase === "Check" ? 15_000 : null, secondsLeft: phase === "Fill" ? (1 - share) * 15 : phase === "Check" ? (1 - share) * 12 : null,
      segments: phase === "Fill" || phase === "Check" ? grid(share) : [],
      ...(phase === "End" ? { status: "Succeeded" as const, endedAt: new Date().toISOString(), canAbort: false } : {}),
    };
    if (phase === "End") {
      this.#run = next;
      this.#models = this.#models.map((m) => (m.building === null ? m : { ...m, kept: m.served, served: m.building, building: null }));
    }
    return next;
  }
}

function grid(share: number): Segment[] {
  const done = Math.floor(share * segments);
  return Array.from({ length: segments }, (_, segment) => ({
    segment, state: segment < done ? "Done" : segment < done + 8 ? "Working" : "Waiting", items: 0, events: 3_750, rows: 3_000,
  }));
}

function begin(views: readonly string[]): Run {
  return {
    runId: "20260301T120000-rebuild-4f2a9c", mode: "Rebuild", dryRun: false, status: "Running", phase: "Attach", phases: way, views, startedBy: "alice",
    startedAt: new Date().toISOString(), endedAt: null, reason: null, share: 0, events: 0, eventsPerSecond: null, secondsLeft: null, logs: 0, rows: 0, wru: 0, rru: 0,
    dollars: 0, throttle: 0, parked: 0, diverged: 0, repaired: 0, canAbort: true, canResume: false, segments: [], findings: [],
  };
}
