import { useCallback, useState } from "react";
import { operationSentence, type OperationsStore } from "../../store/operations";
import { IconButton } from "../Icon";
import { Said } from "../Said";
import { ConfirmDialog, type Question } from "./ConfirmDialog";
import { ParkedList } from "./ParkedList";
import { ReadModelTable } from "./ReadModelTable";
import { Acts, PastRuns } from "./Records";
import { RunPanel } from "./RunPanel";
import { useOperations } from "./useOperations";

type Tab = "models" | "parked" | "runs" | "acts";

/** `store` is null for whoever is no operator: the address alone opens nothing. */
type Props = { readonly store: OperationsStore | null; readonly onClose: () => void };

export function OperationsPage({ store, onClose }: Props) {
  return (
    <section className="desk operations" aria-label="Operations">
      <header className="conversation-head">
        <IconButton icon="back" label="All conversations" className="icon-button back always" onClick={onClose} />
        <div className="conversation-title">
          <h1>Operations</h1>
          <p>Read models, made of the log alone</p>
        </div>
      </header>
      {store === null ? <p className="desk-note" role="alert">Only operators may see this.</p> : <Desk store={store} />}
    </section>
  );
}

function Desk({ store }: { readonly store: OperationsStore }) {
  const { models, runs, parked, acts, problem } = useOperations(store);
  const [tab, setTab] = useState<Tab>("models");
  const [question, setQuestion] = useState<Question | null>(null);
  const [said, setSaid] = useState("");
  // The same one each second, or what is said would never be over.
  const silence = useCallback(() => setSaid(""), []);
  const run = runs[0] ?? null;
  const waiting = parked.items.length;
  const tabs: readonly (readonly [Tab, string])[] = [
    ["models", "Read models"], ["parked", waiting === 0 ? "Parked logs" : `Parked logs (${waiting}${parked.nextToken === null ? "" : "+"})`], ["runs", "Past runs"], ["acts", "Record"],
  ];

  if (models === null)
    return problem === null
      ? <p className="quiet desk-note" role="status">Reading…</p>
      : (
        <div className="nothing">
          <p role="alert">{operationSentence(problem)}</p>
          <button className="button small" onClick={() => void store.refresh()}>Try again</button>
        </div>
      );
  return (
    <>
      <nav className="tabs" aria-label="Operations">
        {tabs.map(([name, words]) => (
          <button key={name} className="tab" aria-current={tab === name ? "page" : undefined} onClick={() => setTab(name)}>{words}</button>
        ))}
      </nav>
      <div className="operations-body">
        {problem !== null && (
          <p className="note" role="alert">{operationSentence(problem)} What is shown is from before. <button className="link" onClick={() => void store.refresh()}>Try again</button></p>
        )}
        {tab === "models" && (
          <>
            {run !== null && <RunPanel store={store} run={run} onAsk={setQuestion} />}
            <ReadModelTable store={store} models={models} run={run} onAsk={setQuestion} />
          </>
        )}
        {tab === "parked" && <ParkedList store={store} parked={parked} onSaid={setSaid} />}
        {tab === "runs" && <PastRuns runs={runs} />}
        {tab === "acts" && <Acts acts={acts} />}
      </div>
      {question !== null && <ConfirmDialog question={question} onClose={() => setQuestion(null)} onDone={setSaid} />}
      <Said words={said} onOver={silence} />
    </>
  );
}
