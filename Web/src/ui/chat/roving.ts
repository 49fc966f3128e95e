import type { KeyboardEvent } from "react";

/** Arrow keys, Home and End move the focus among the items of a list that is one stop of the Tab key. */
export function roving(event: KeyboardEvent, list: HTMLElement | null, selector: string): void {
  if (list === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const items = [...list.querySelectorAll<HTMLElement>(selector)];
  const current = items.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
  const target = {
    ArrowDown: current + 1,
    ArrowUp: Math.max(0, current - 1),
    Home: 0,
    End: items.length - 1,
  }[event.key];
  const item = target === undefined ? undefined : items[target];
  if (item === undefined) return;
  event.preventDefault();
  item.focus();
}
