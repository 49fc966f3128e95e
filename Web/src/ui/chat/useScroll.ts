import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TimelineItem } from "./timelineItems";

/** So near the end, in pixels, one is reading along. */
const nearPx = 80;

/** Follows the conversation's end while one reads there; keeps still what one reads elsewhere; asks for older messages at the top. */
export function useScroll(items: readonly TimelineItem[], hasOlder: boolean, loadOlder: () => Promise<void>) {
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const fromEnd = useRef(0);
  const [atEnd, setAtEnd] = useState(true);
  const lastKey = items.at(-1)?.key;
  const [seenKey, setSeenKey] = useState(lastKey);
  const firstKey = items.find((i) => i.kind === "message")?.key;
  const before = useRef(firstKey);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    if (following.current) box.scrollTop = box.scrollHeight;
    // Older messages came in above: stay the same distance from the end.
    else if (before.current !== firstKey) box.scrollTop = box.scrollHeight - fromEnd.current;
    before.current = firstKey;
    fromEnd.current = box.scrollHeight - box.scrollTop;
  }, [items, firstKey]);

  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const look = () => {
      const distance = box.scrollHeight - box.scrollTop - box.clientHeight;
      following.current = distance < nearPx;
      fromEnd.current = box.scrollHeight - box.scrollTop;
      setAtEnd(following.current);
      if (box.scrollTop < 2 * nearPx && hasOlder) void loadOlder();
    };
    // The keyboard of a phone, a growing composer: the end stays in view.
    const resized = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener("scroll", look, { passive: true });
    resized.observe(box);
    look();
    return () => {
      box.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [hasOlder, loadOlder, items.length]);

  useEffect(() => {
    if (atEnd) setSeenKey(lastKey);
  }, [atEnd, lastKey]);

  const toEnd = () => {
    following.current = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: calm ? "instant" : "smooth" });
  };
  const below = items.slice(items.findLastIndex((i) => i.key === seenKey) + 1).filter((i) => i.kind === "message").length;
  return { scroller, atEnd, below, toEnd };
}
