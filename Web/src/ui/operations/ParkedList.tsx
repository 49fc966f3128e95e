import { useState } from "react";
import type { OperationsStore, ParkedLog } from "../../store/operations";
import type { Page } from "../../store/ports";
import { distance } from "../moderation/names";
import { useOperation } from "./useOperation";

type Props = { readonly store: OperationsStore; readonly parked: Page<ParkedLog>; readonly onSaid: (words: string) => void };

/** Logs that stand still before an event that can not be applied; all others flow. */
export function ParkedList({ store, parked, onSaid }: Props) {
  const { busy, failure, run } = useOperation();
  const [at, setAt] = useState<ParkedLog | null>(null);
  const replay = (p: ParkedLog) => {
    setAt(p);
    return run(async () => {
      const answer = await store.replay(p.log, p.projection);
      const again = answer.find((r) => r.state === "Parked");
      onSaid(again === undefined ? `${p.log} is level in ${p.projection}.` : `${p.log} stands still again after seq ${again.seq}: ${again.reason ?? "no reason given"}`);
    });
  };
  if (parked.items.length === 0) return <p className="quiet desk-note">Nothing is parked: every read model has all that its logs say.</p>;
  return (
    <section className="parked" aria-label="Parked logs">
      <p className="quiet">Mend the cause first, in the fold or in what it can read. Replaying then goes on in order; nobody is told of what is long over.</p>
      <p className="failure" role="alert">{failure}</p>
      <ul>
        {parked.items.map((p) => (
          <li key={`${p.projection}@${p.generation}|${p.log}`}>
            <div>
              <p><b>{p.log}</b> in <b>{p.projection}@{p.generation}</b>, before seq {p.seq + 1} <time className="quiet" dateTime={p.at} title={p.at}>{distance(p.at, Date.now())}</time></p>
              <p className="failure">{p.reason}</p>
            </div>
            <button className="button small plain" disabled={busy} aria-label={`Replay ${p.log} in ${p.projection}`} onClick={() => void replay(p)}>
              {busy && at?.log === p.log && at.projection === p.projection ? "Replaying…" : "Replay"}
            </button>
          </li>
        ))}
      </ul>
      {parked.nextToken !== null && <button className="link" onClick={() => void run(() => store.moreParked())}>More</button>}
    </section>
  );
}
