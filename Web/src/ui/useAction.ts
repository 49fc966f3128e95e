import { useState } from "react";
import { asProblem, Problem, sentenceFor } from "../store/problem";

/** Runs what a form asks for: once at a time, its failure as a sentence. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(action: () => Promise<void>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await action();
    } catch (error) {
      setFailure(error instanceof Error && !(error instanceof Problem) ? error.message : sentenceFor(asProblem(error)));
    } finally {
      setBusy(false);
    }
  }

  return { busy, failure, run };
}
