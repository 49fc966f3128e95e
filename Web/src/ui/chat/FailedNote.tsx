import type { Outgoing } from "../../store/outbox";
import { sentenceFor } from "../../store/problem";
import { useStore } from "./useChat";

const what = { send: "Not sent", edit: "Not changed", delete: "Not deleted" } as const;

export function FailedNote({ outgoing: { command, problem } }: { readonly outgoing: Outgoing }) {
  const store = useStore();
  return (
    <p className="failed-note" role="alert">
      <span>{what[command.kind]}. {problem && sentenceFor(problem)}</span>
      <button className="link" onClick={() => store.retry(command.commandId)}>Retry</button>
      <button className="link" onClick={() => store.discard(command.commandId)}>Discard</button>
    </p>
  );
}
