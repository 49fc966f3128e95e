import { useState, type KeyboardEvent, type RefObject } from "react";
import type { Head } from "../../store/head";
import { candidates, completed, typedAt } from "./mentions";

/** Completes `@` and the beginning of a name: arrows choose, Enter or Tab take it, Escape leaves it. */
export function useMentions(
  field: RefObject<HTMLTextAreaElement | null>, text: string, members: Head["members"], me: string, change: (text: string) => void,
) {
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [left, setLeft] = useState<number | null>(null);
  const typed = typedAt(text, Math.min(caret, text.length));
  const people = typed === null || typed.from === left ? [] : candidates(members, typed.query, me);
  const chosen = Math.min(active, people.length - 1);

  const choose = (name: string) => {
    if (typed === null) return;
    const next = completed(text, typed, name);
    change(next.text);
    setCaret(next.caret);
    setActive(0);
    // After React has put the text into the field.
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret));
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const person = people[chosen];
    if (person === undefined || event.shiftKey) return false;
    const action = {
      ArrowDown: () => setActive((chosen + 1) % people.length),
      ArrowUp: () => setActive((chosen + people.length - 1) % people.length),
      Enter: () => choose(person[1]),
      Tab: () => choose(person[1]),
      Escape: () => setLeft(typed?.from ?? null),
    }[event.key];
    if (action === undefined) return false;
    event.preventDefault();
    action();
    return true;
  };
  const onCaret = () => {
    setCaret(field.current?.selectionStart ?? 0);
    setActive(0);
  };
  return { people, active: chosen, choose, onKeyDown, onCaret, onChanged: () => { onCaret(); if (typed === null) setLeft(null); } };
}
