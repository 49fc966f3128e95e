import { isUnderWay, type OperationsStore, type ReadModel, type Run } from "../../store/operations";
import type { Question } from "./ConfirmDialog";
import { dropOf, rebuildOf, rollbackOf, verifyOf } from "./questions";

type Props = {
  readonly store: OperationsStore;
  readonly models: readonly ReadModel[];
  readonly run: Run | null;
  readonly onAsk: (question: Question) => void;
};

/** The read models and their generations. While a run is not through, no other can begin. */
export function ReadModelTable({ store, models, run, onAsk }: Props) {
  const taken = isUnderWay(run) || (run?.canResume ?? false);
  return (
    <section className="models" aria-label="Read models">
      <header className="models-head">
        <h2>Read models</h2>
        <span className="run-actions">
          <button className="button small plain" disabled={taken} onClick={() => onAsk(verifyOf(store, null))}>Check all…</button>
          <button className="button small" disabled={taken} onClick={() => onAsk(rebuildOf(store, models, true))}>Rebuild all…</button>
        </span>
      </header>
      <div className="table-frame">
        <table>
          <thead>
            <tr><th scope="col">Read model</th><th scope="col">Generations</th><th scope="col">Parked</th><th scope="col"><span className="visually-hidden">Actions</span></th></tr>
          </thead>
          <tbody>
            {models.map((m) => (
              <tr key={m.name}>
                <th scope="row">{m.name}</th>
                <td>
                  <span className="generation" data-role="served">@{m.served} served</span>
                  {m.building !== null && <span className="generation" data-role="building">@{m.building} being filled</span>}
                  {m.kept !== null && <span className="generation" data-role="kept">@{m.kept} kept</span>}
                </td>
                <td className={m.parked > 0 ? "bad" : "quiet"}>{m.parked === 0 ? "none" : m.parked >= 1_000 ? "1,000 or more" : m.parked}</td>
                <td className="actions">
                  <button className="link" disabled={taken} aria-label={`Check ${m.name}`} onClick={() => onAsk(verifyOf(store, m))}>Check</button>
                  <button className="link" disabled={taken} aria-label={`Rebuild ${m.name}`} onClick={() => onAsk(rebuildOf(store, [m], false))}>Rebuild</button>
                  {m.kept !== null && <button className="link" disabled={taken} aria-label={`Roll ${m.name} back`} onClick={() => onAsk(rollbackOf(store, m))}>Roll back</button>}
                  {m.kept !== null && <button className="link danger-text" disabled={taken} aria-label={`Delete ${m.name}@${m.kept}`} onClick={() => onAsk(dropOf(store, m))}>Delete @{m.kept}</button>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
