import { useEffect } from "react";

/** Long enough to read a sentence twice. */
const shownMs = 6_000;

/** What was done, said once and then gone. */
export function Said({ words, onOver }: { readonly words: string; readonly onOver: () => void }) {
  useEffect(() => {
    if (words === "") return;
    const timer = setTimeout(onOver, shownMs);
    return () => clearTimeout(timer);
  }, [words, onOver]);
  return <p className="said" role="status">{words}</p>;
}
