import { useEffect, useId, useRef, useState } from "react";
import type { OperationsStore, Run } from "../../store/operations";
import { count } from "./format";
import { useOperation } from "./useOperation";

/** Events per second; the last one is no bound. A rebuild beside live traffic wants something between. */
const stops = [20, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 0] as const;
/** Whoever drags the slider means where it comes to rest. */
const settleMs = 350;

function stopOf(throttle: number): number {
  const at = stops.findIndex((s) => s === 0 || s >= throttle);
  return throttle === 0 ? stops.length - 1 : at;
}

function wordsOf(throttle: number): string {
  return throttle === 0 ? "As fast as it goes" : `At most ${count(throttle)} events/s`;
}

export function Throttle({ store, run }: { readonly store: OperationsStore; readonly run: Run }) {
  const id = useId();
  const operation = useOperation();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [chosen, setChosen] = useState<number | null>(null);
  const throttle = chosen ?? run.throttle;

  useEffect(() => () => clearTimeout(timer.current), []);
  const choose = (stop: number) => {
    const value = stops[stop] ?? 0;
    setChosen(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void operation.run(() => store.steer((api) => api.throttleRebuild(run.runId, value))).then(() => setChosen(null)), settleMs);
  };
  return (
    <div className="throttle">
      <label htmlFor={id}>Throttle</label>
      <input
        id={id} type="range" min={0} max={stops.length - 1} step={1} value={stopOf(throttle)} aria-valuetext={wordsOf(throttle)}
        onChange={(e) => choose(Number(e.target.value))}
      />
      <output htmlFor={id}>{wordsOf(throttle)}</output>
      <p className="failure" role="alert">{operation.failure}</p>
    </div>
  );
}
