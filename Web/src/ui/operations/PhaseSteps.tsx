import type { Run } from "../../store/operations";
import { Icon } from "../Icon";
import { phaseWords } from "./format";

/** The way of a run, and where on it it is. */
export function PhaseSteps({ run }: { readonly run: Run }) {
  const at = run.phases.indexOf(run.phase);
  const over = run.status === "Succeeded" || run.status === "Aborted";
  return (
    <ol className="steps" aria-label="Phases">
      {run.phases.map((phase, i) => {
        const state = over || i < at ? "done" : i === at ? "current" : "ahead";
        return (
          <li key={phase} className="step" data-state={state} aria-current={state === "current" ? "step" : undefined} title={phaseWords[phase][1]}>
            <span className="step-mark" aria-hidden="true">{state === "done" ? <Icon name="check" /> : i + 1}</span>
            <span>{phaseWords[phase][0]}{state === "done" && <span className="visually-hidden"> (done)</span>}</span>
          </li>
        );
      })}
    </ol>
  );
}
