import { useEffect, useSyncExternalStore } from "react";
import type { OperationsState, OperationsStore } from "../../store/operations";

/** Kept current as long as it is shown. */
export function useOperations(store: OperationsStore): OperationsState {
  useEffect(() => store.watch(), [store]);
  return useSyncExternalStore(store.subscribe, store.state);
}
