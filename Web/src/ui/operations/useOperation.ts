import { useState } from "react";
import { operationSentence } from "../../store/operations";
import { asProblem } from "../../store/problem";

/** What an operator asks for: once at a time, what stands in its way as a sentence. */
export function useOperation() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** @returns Whether it was done. */
  async function run(action: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setFailure(null);
    try {
      await action();
      return true;
    } catch (error) {
      setFailure(operationSentence(asProblem(error)));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, failure, run };
}
