import { useEffect, useRef, useState } from "react";
import { sentenceFor } from "../../store/problem";
import { Said } from "../Said";
import { CaseView } from "./CaseView";
import { QueueRow } from "./QueueRow";
import { keyOf, useQueue } from "./useQueue";

type Props = { readonly of: string | null; readonly onOpen: (conversationId: string, seq: number | null) => void };

/** The queue and the case one is at. `j` and `k` go through it; the case knows `a` and `r`. */
export function QueueView({ of, onOpen }: Props) {
  const { reviews, problem, news, reload, drop } = useQueue(of);
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const [said, setSaid] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const at = Math.max(0, reviews?.findIndex((r) => keyOf(r) === chosen) ?? 0);
  const review = reviews?.[at];

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      if (step === undefined || !isFree(event) || reviews === null || reviews.length === 0) return;
      const next = Math.min(reviews.length - 1, Math.max(0, at + step));
      const target = reviews[next];
      if (target === undefined) return;
      setChosen(keyOf(target));
      list.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [reviews, at]);

  if (problem && reviews === null)
    return (
      <div className="nothing">
        <p role="alert">{sentenceFor(problem)}</p>
        <button className="button small" onClick={reload}>Try again</button>
      </div>
    );
  if (reviews === null) return <p className="quiet desk-note" role="status">Reading the queue…</p>;
  return (
    <div className="queue" data-pane={opened && review ? "case" : "list"}>
      <div className="queue-list">
        {problem && <p className="desk-note" role="alert">{sentenceFor(problem)} <button className="link" onClick={reload}>Try again</button></p>}
        <p className="visually-hidden" role="status">{reviews.length === 1 ? "1 message waits" : `${reviews.length} messages wait`}</p>
        {reviews.length === 0 && <p className="quiet desk-note">Nothing waits for a person. Reports and doubtful messages come here.</p>}
        <ul ref={list}>
          {reviews.map((r, i) => (
            <QueueRow
              key={keyOf(r)} review={r} withPlace={of === null} current={i === at} onChoose={() => { setChosen(keyOf(r)); setOpened(true); }}
            />
          ))}
        </ul>
        {reviews.length > 0 && <p className="keys"><kbd>j</kbd> <kbd>k</kbd> next, previous · <kbd>a</kbd> approve · <kbd>r</kbd> remove</p>}
      </div>
      {review && (
        <CaseView
          key={keyOf(review)} review={review} news={news} onOpen={onOpen} onBack={() => setOpened(false)}
          onDecided={(words) => { drop(review); setOpened(false); setSaid(words); reload(); }}
        />
      )}
      <Said words={said} onOver={() => setSaid("")} />
    </div>
  );
}

/** No field has the focus, no dialog is open, and the browser means nothing else by it. */
export function isFree(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const typing = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  return !typing && !event.ctrlKey && !event.metaKey && !event.altKey && document.querySelector("dialog[open]") === null;
}
