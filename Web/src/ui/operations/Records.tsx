import type { OperatorAct, Run } from "../../store/operations";
import { distance } from "../moderation/names";
import { count, dollars, statusWords, titleOf, tookOf } from "./format";

export function PastRuns({ runs }: { readonly runs: readonly Run[] }) {
  if (runs.length === 0) return <p className="quiet desk-note">Nothing has been rebuilt or checked yet.</p>;
  return (
    <div className="table-frame records">
      <table>
        <thead>
          <tr><th scope="col">Run</th><th scope="col">Outcome</th><th scope="col">By</th><th scope="col">Took</th><th scope="col" className="number">Events</th><th scope="col" className="number">Rows</th><th scope="col" className="number">Cost</th></tr>
        </thead>
        <tbody>
          {runs.map((r) => (
            <tr key={r.runId}>
              <th scope="row">{titleOf(r)}<br /><time className="quiet" dateTime={r.startedAt} title={r.startedAt}>{distance(r.startedAt, Date.now())}</time></th>
              <td><span className="tag status" data-status={r.status}>{statusWords[r.status]}</span></td>
              <td>{r.startedBy ?? "–"}</td>
              <td>{tookOf(r, Date.now())}</td>
              <td className="number">{count(r.events)}</td>
              <td className="number">{count(r.rows)}</td>
              <td className="number">{dollars(r.dollars)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What operators did, the newest first. */
export function Acts({ acts }: { readonly acts: readonly OperatorAct[] }) {
  if (acts.length === 0) return <p className="quiet desk-note">No operator has done anything yet.</p>;
  return (
    <ol className="acts" aria-label="What operators did">
      {acts.map((a) => (
        <li key={`${a.at}/${a.by}/${a.act}/${a.about}`}>
          <p><b>{a.by}</b> {a.act}: {a.about} <time className="quiet" dateTime={a.at} title={a.at}>{distance(a.at, Date.now())}</time></p>
          {a.outcome !== "done" && <p className={a.outcome === null ? "quiet" : "failure"}>{a.outcome ?? "no outcome yet, or it broke"}</p>}
        </li>
      ))}
    </ol>
  );
}
