import { isUnderWay, type OperationsStore, type Run } from "../../store/operations";
import type { Question } from "./ConfirmDialog";
import { count, dollars, duration, phaseWords, statusWords, titleOf, tookOf } from "./format";
import { PhaseSteps } from "./PhaseSteps";
import { abortOf, repairOf } from "./questions";
import { SegmentGrid } from "./SegmentGrid";
import { Throttle } from "./Throttle";
import { useOperation } from "./useOperation";

type Props = { readonly store: OperationsStore; readonly run: Run; readonly onAsk: (question: Question) => void };

/** The run under way, or the last one. */
export function RunPanel({ store, run, onAsk }: Props) {
  const { busy, failure, run: act } = useOperation();
  const underWay = isUnderWay(run);
  const percent = Math.floor(run.share * 100);
  return (
    <section className="run" aria-label={underWay ? "Run under way" : "Last run"} data-status={run.status}>
      <header className="run-head">
        <div>
          <h2>{titleOf(run)}</h2>
          <p className="quiet">
            {run.startedBy === null ? "Started" : <>By <b>{run.startedBy}</b></>} at {new Date(run.startedAt).toLocaleTimeString("en-GB")}, {underWay ? `for ${tookOf(run, Date.now())}` : `took ${tookOf(run, Date.now())}`}
          </p>
        </div>
        <span className="tag status" data-status={run.status}>{statusWords[run.status]}</span>
      </header>
      <PhaseSteps run={run} />
      {underWay && (
        <>
          <div className="bar">
            <progress max={1} value={run.share} aria-label={`${phaseWords[run.phase][0]}: ${percent} %`} />
            <b>{percent} %</b>
          </div>
          <p className="quiet">{phaseWords[run.phase][1]}</p>
        </>
      )}
      {run.reason !== null && <p className="failure">{run.reason}</p>}
      <dl className="facts">
        {underWay && <div><dt>Events/s</dt><dd>{run.eventsPerSecond === null ? "–" : count(run.eventsPerSecond)}</dd></div>}
        {underWay && <div><dt>Phase ends in</dt><dd>{run.secondsLeft === null ? "–" : duration(run.secondsLeft)}</dd></div>}
        <div><dt>Events</dt><dd>{count(run.events)}</dd></div>
        <div><dt>Rows</dt><dd>{count(run.rows)}</dd></div>
        <div><dt><abbr title="Write request units">WRU</abbr></dt><dd>{count(run.wru)}</dd></div>
        <div><dt><abbr title="Read request units">RRU</abbr></dt><dd>{count(run.rru)}</dd></div>
        <div><dt>Cost</dt><dd>{dollars(run.dollars)}</dd></div>
        {run.diverged > 0 && <div className="bad"><dt>Rows that differ</dt><dd>{count(run.diverged)}</dd></div>}
        {run.repaired > 0 && <div><dt>Rows repaired</dt><dd>{count(run.repaired)}</dd></div>}
        {run.parked > 0 && <div><dt>Parked logs</dt><dd>{count(run.parked)}</dd></div>}
      </dl>
      <SegmentGrid segments={run.segments} />
      {run.findings.length > 0 && (
        <ul className="findings" aria-label="First rows that differ">
          {run.findings.map((f) => (
            <li key={`${f.view}/${f.log}/${f.row}`}><code>{f.view} {f.log} {f.row}</code> {f.what}{f.seq !== null && `; first at seq ${f.seq}${f.type === null ? "" : ` (${f.type})`}`}</li>
          ))}
        </ul>
      )}
      <footer className="run-foot">
        {underWay && run.status === "Running" && run.mode !== "Drop" && <Throttle key={run.runId} store={store} run={run} />}
        <p className="failure" role="alert">{failure}</p>
        <span className="run-actions">
          {run.status === "Diverged" && run.mode === "Verify" && <button className="button small" onClick={() => onAsk(repairOf(store, run))}>Repair…</button>}
          {run.canResume && <button className="button small" disabled={busy} onClick={() => void act(() => store.steer((api) => api.resumeRebuild(run.runId)))}>Resume</button>}
          {run.canAbort && <button className="button small plain danger-text" onClick={() => onAsk(abortOf(store, run))}>Abort…</button>}
        </span>
      </footer>
    </section>
  );
}
