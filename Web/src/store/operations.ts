import { asProblem, sentenceFor, type Problem } from "./problem";
import type { Clock, Page } from "./ports";

export type ReadModel = {
  readonly name: string;
  readonly served: number;
  readonly building: number | null;
  readonly kept: number | null;
  readonly highest: number;
  readonly parked: number;
};

export type RunMode = "Rebuild" | "Verify" | "Repair" | "Drop";
export type RunStatus = "Running" | "Aborting" | "Succeeded" | "Aborted" | "Diverged" | "Failed";
export type RunPhase = "Attach" | "Fill" | "Check" | "Flip" | "Detach" | "Sweep" | "End";

export type Segment = {
  readonly segment: number;
  readonly state: "Waiting" | "Working" | "Done";
  readonly items: number;
  readonly events: number;
  readonly rows: number;
};

export type Finding = {
  readonly view: string;
  readonly log: string;
  readonly row: string;
  readonly what: string;
  readonly seq: number | null;
  readonly type: string | null;
};

export type Run = {
  readonly runId: string;
  readonly mode: RunMode;
  readonly dryRun: boolean;
  readonly status: RunStatus;
  readonly phase: RunPhase;
  readonly phases: readonly RunPhase[];
  readonly views: readonly string[];
  readonly startedBy: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly share: number;
  readonly events: number;
  readonly eventsPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly logs: number;
  readonly rows: number;
  readonly wru: number;
  readonly rru: number;
  readonly dollars: number;
  readonly throttle: number;
  readonly parked: number;
  readonly diverged: number;
  readonly repaired: number;
  readonly canAbort: boolean;
  readonly canResume: boolean;
  readonly segments: readonly Segment[];
  readonly findings: readonly Finding[];
};

export type ParkedLog = {
  readonly projection: string;
  readonly generation: number;
  readonly log: string;
  readonly seq: number;
  readonly reason: string;
  readonly at: string;
};

export type ReplayedLog = { readonly view: string; readonly log: string; readonly state: "Level" | "Parked" | "Behind"; readonly seq: number; readonly reason: string | null };

export type OperatorAct = { readonly at: string; readonly by: string; readonly act: string; readonly about: string; readonly outcome: string | null };

/** `projections` absent: all read models. */
export type StartRun = { readonly projections?: readonly string[]; readonly eventsPerSecond?: number };

/** For operators; everybody else is refused. */
export interface OperationsApi {
  readModels(): Promise<readonly ReadModel[]>;
  runs(): Promise<Page<Run>>;
  run(runId: string): Promise<Run>;
  parkedLogs(nextToken?: string): Promise<Page<ParkedLog>>;
  operatorActs(): Promise<Page<OperatorAct>>;
  startRebuild(input: StartRun & { readonly dryRun?: boolean }): Promise<Run>;
  startVerify(input: StartRun & { readonly repair?: boolean }): Promise<Run>;
  throttleRebuild(runId: string, eventsPerSecond: number): Promise<Run>;
  abortRebuild(runId: string): Promise<Run>;
  resumeRebuild(runId: string): Promise<Run>;
  rollback(projection: string): Promise<ReadModel>;
  dropGeneration(projection: string): Promise<Run>;
  replayParked(log: string, projection: string): Promise<readonly ReplayedLog[]>;
}

export function isUnderWay(run: Run | null): boolean {
  return run?.status === "Running" || run?.status === "Aborting";
}

/** The server says what stands in the way better than a general sentence could. */
export function operationSentence(problem: Problem): string {
  if (problem.type === "NotAllowed") return "Only operators may do that.";
  return ["Conflict", "InvalidArgument", "NotFound"].includes(problem.type) ? problem.message : sentenceFor(problem);
}

export type OperationsState = {
  readonly models: readonly ReadModel[] | null;
  /** The newest first. */
  readonly runs: readonly Run[];
  readonly parked: Page<ParkedLog>;
  readonly acts: readonly OperatorAct[];
  readonly problem: Problem | null;
};

/** A run under way is asked for so often: the page keeps up, and an hour of it is two cents. */
const followMs = 1_000;
/** All else, in so many rounds: what other operators do is seen within ten seconds. */
const allRounds = 10;
/** Calls of a replay that was cut off: each goes on for ten seconds. */
const replayCalls = 60;

/** What the operations page shows: asked for again and again while somebody looks. */
export class OperationsStore {
  readonly #api: OperationsApi;
  readonly #clock: Clock;
  readonly #looking: () => boolean;
  readonly #listeners = new Set<() => void>();
  #state: OperationsState = { models: null, runs: [], parked: { items: [], nextToken: null }, acts: [], problem: null };
  #watch: object | null = null;
  /** Answers that were asked for before this are of before what was done since. */
  #epoch = 0;
  /** A run came into another phase: that may have changed which generations there are. */
  #turned = false;

  constructor(api: OperationsApi, clock: Clock, looking: () => boolean) {
    this.#api = api;
    this.#clock = clock;
    this.#looking = looking;
  }

  readonly state = (): OperationsState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Until the answer is called. */
  watch(): () => void {
    const mine = {};
    this.#watch = mine;
    void this.#follow(mine);
    return () => {
      if (this.#watch === mine) this.#watch = null;
    };
  }

  async refresh(): Promise<void> {
    const epoch = this.#epoch;
    this.#turned = false;
    try {
      const [models, runs, parked, acts] = await Promise.all([this.#api.readModels(), this.#api.runs(), this.#api.parkedLogs(), this.#api.operatorActs()]);
      if (epoch === this.#epoch) this.#update({ models, runs: runs.items, parked, acts: acts.items, problem: null });
    } catch (error) {
      this.#update({ problem: asProblem(error) });
    }
  }

  async moreParked(): Promise<void> {
    const { items, nextToken } = this.#state.parked;
    if (nextToken === null) return;
    const page = await this.#api.parkedLogs(nextToken);
    this.#update({ parked: { items: [...items, ...page.items], nextToken: page.nextToken } });
  }

  /** Something is done about a run: it is shown at once as the answer tells it. */
  async steer(act: (api: OperationsApi) => Promise<Run>): Promise<Run> {
    const run = await act(this.#api);
    this.#epoch++;
    this.#take(run);
    return run;
  }

  async rollback(projection: string): Promise<void> {
    const model = await this.#api.rollback(projection);
    this.#epoch++;
    this.#update({ models: this.#state.models?.map((m) => (m.name === model.name ? model : m)) ?? null });
    await this.refresh();
  }

  /** A long log takes several calls. */
  async replay(log: string, projection: string): Promise<readonly ReplayedLog[]> {
    let answer = await this.#api.replayParked(log, projection);
    for (let call = 1; call < replayCalls && answer.some((r) => r.state === "Behind"); call++) answer = await this.#api.replayParked(log, projection);
    this.#epoch++;
    await this.refresh();
    return answer;
  }

  async #follow(mine: object): Promise<void> {
    for (let round = 0; this.#watch === mine; round++) {
      if (this.#looking()) {
        const run = this.#state.runs[0] ?? null;
        if (round % allRounds === 0 || this.#turned || this.#state.models === null) await this.refresh();
        else if (run !== null && isUnderWay(run)) await this.#look(run);
      }
      await this.#clock.sleep(followMs);
    }
  }

  async #look(run: Run): Promise<void> {
    const epoch = this.#epoch;
    try {
      const now = await this.#api.run(run.runId);
      if (epoch !== this.#epoch) return;
      this.#take(now);
      this.#update({ problem: null });
      if (this.#turned) await this.refresh();
    } catch (error) {
      this.#update({ problem: asProblem(error) });
    }
  }

  #take(run: Run): void {
    const known = this.#state.runs.find((r) => r.runId === run.runId);
    if (known?.phase !== run.phase || known.status !== run.status) this.#turned = true;
    this.#update({ runs: known ? this.#state.runs.map((r) => (r.runId === run.runId ? run : r)) : [run, ...this.#state.runs] });
  }

  #update(change: Partial<OperationsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
