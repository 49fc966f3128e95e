import type { OperationsStore, ReadModel, Run } from "../../store/operations";
import type { Question } from "./ConfirmDialog";

/** What each button asks before it does anything: what will happen, who notices, and the way back. */

export function rebuildOf(store: OperationsStore, models: readonly ReadModel[], all: boolean): Question {
  const names = models.map((m) => m.name);
  const kept = models.filter((m) => m.kept !== null).map((m) => `${m.name}@${m.kept}`);
  return {
    title: all ? "Rebuild all read models?" : `Rebuild ${names.join(", ")}?`,
    words: (
      <>
        <p>
          {all ? "New generations are" : <>A new generation, <b>{names[0]}@{(models[0]?.highest ?? 0) + 1}</b>, is</>} filled from the log beside live traffic and checked row by row. Only then
          do queries read {all ? "them" : "it"}; until then they read what they read now.
        </p>
        <p>{all ? "Those served now are" : `${names[0]}@${models[0]?.served} is`} kept for a rollback.{kept.length > 0 && ` Kept so far, and deleted once it is through: ${kept.join(", ")}.`}</p>
      </>
    ),
    verb: "Rebuild", done: "The rebuild has begun.",
    act: () => store.steer((api) => api.startRebuild(all ? {} : { projections: names })),
  };
}

export function verifyOf(store: OperationsStore, model: ReadModel | null): Question {
  return {
    title: model === null ? "Check all read models?" : `Check ${model.name}?`,
    words: <p>Every log is folded anew and compared with the rows that are served. Nothing is written; it costs the reading of the log and of the rows.</p>,
    verb: "Check", done: "The check has begun.",
    act: () => store.steer((api) => api.startVerify(model === null ? {} : { projections: [model.name] })),
  };
}

export function repairOf(store: OperationsStore, run: Run): Question {
  return {
    title: "Repair the rows that differ?",
    words: <p>They are written anew, in place and beside live traffic, and compared again. Rows that are as the log says are not touched.</p>,
    verb: "Repair", done: "The repair has begun.",
    act: () => store.steer((api) => api.startVerify({ projections: run.views.map((v) => v.split("@")[0] ?? v), repair: true })),
  };
}

export function rollbackOf(store: OperationsStore, model: ReadModel): Question {
  return {
    title: `Roll ${model.name} back?`,
    words: (
      <p>
        Queries read <b>{model.name}@{model.kept}</b> again, at once. It has been kept up to date, so nothing is missing. <b>{model.name}@{model.served}</b> is kept in its turn: the same button leads back.
      </p>
    ),
    verb: "Roll back", done: `${model.name}@${model.kept} is served again.`,
    act: () => store.rollback(model.name),
  };
}

export function dropOf(store: OperationsStore, model: ReadModel): Question {
  return {
    title: `Delete ${model.name}@${model.kept}?`,
    words: <p>Its rows are deleted and the live feed no longer writes them. <b>There is no way back to it</b>; {model.name}@{model.served} is served on.</p>,
    verb: "Delete", danger: true, done: "The deletion has begun.",
    act: () => store.steer((api) => api.dropGeneration(model.name)),
  };
}

export function abortOf(store: OperationsStore, run: Run): Question {
  return {
    title: "Abort the run?",
    words: run.mode === "Rebuild"
      ? <p>What it has filled so far is deleted. Queries read on what they read now.</p>
      : <p>It stops where it is. Rows that it has repaired already stay repaired.</p>,
    verb: "Abort the run", danger: true, done: "The run is being taken back.",
    act: () => store.steer((api) => api.abortRebuild(run.runId)),
  };
}
