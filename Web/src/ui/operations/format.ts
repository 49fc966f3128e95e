import type { Run, RunMode, RunPhase, RunStatus } from "../../store/operations";

export const phaseWords: Readonly<Record<RunPhase, readonly [string, string]>> = {
  Attach: ["Attach", "The live feed begins to write the new generation, unseen."],
  Fill: ["Fill", "Every log is folded anew and its rows are written."],
  Check: ["Check", "Every row is compared with the log."],
  Flip: ["Flip", "Queries read the new rows from here on."],
  Detach: ["Detach", "The live feed leaves the generation."],
  Sweep: ["Sweep", "Rows that nobody reads any more are deleted."],
  End: ["Done", "Nothing is left to do."],
};

export const modeWords: Readonly<Record<RunMode, string>> = { Rebuild: "Rebuild", Verify: "Check", Repair: "Repair", Drop: "Deletion" };

export const statusWords: Readonly<Record<RunStatus, string>> = {
  Running: "Under way", Aborting: "Being taken back", Succeeded: "Succeeded", Aborted: "Aborted", Diverged: "Rows differ", Failed: "Stopped",
};

export function titleOf(run: Run): string {
  const names = run.views.length > 3 ? `${run.views.length} read models` : run.views.join(", ");
  return `${modeWords[run.mode]}${run.dryRun ? " (dry)" : ""} of ${names}`;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

export function dollars(value: number): string {
  return `$${value.toFixed(value >= 1 ? 2 : 4)}`;
}

/** "42 s", "3 min 20 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.round((whole % 3_600) / 60)} min`;
}

export function tookOf(run: Run, now: number): string {
  return duration(((run.endedAt === null ? now : Date.parse(run.endedAt)) - Date.parse(run.startedAt)) / 1_000);
}
