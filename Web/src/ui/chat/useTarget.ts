import { useEffect, useRef, type RefObject } from "react";
import type { TimelineItem } from "./timelineItems";

/** Pages of older messages that are read to find it; farther back one goes oneself. */
const pages = 10;

/** Brings a message into view and gives it the focus, once, reading older ones until it is there. */
export function useTarget(
  seq: number | null, list: RefObject<HTMLOListElement | null>, items: readonly TimelineItem[], hasOlder: boolean, loadOlder: () => Promise<void>,
) {
  const state = useRef<{ seq: number | null; tries: number }>({ seq: null, tries: 0 });
  useEffect(() => {
    if (seq === null || items.length === 0) return;
    if (state.current.seq !== seq) state.current = { seq, tries: pages };
    if (state.current.tries === 0) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (row) {
      state.current.tries = 0;
      row.scrollIntoView({ block: "center" });
      // After the message field, which takes the focus when it comes to be usable.
      requestAnimationFrame(() => row.focus({ preventScroll: true }));
    } else if (hasOlder) {
      state.current.tries--;
      void loadOlder();
    }
  }, [seq, list, items, hasOlder, loadOlder]);
}
