import { createContext, useContext, useSyncExternalStore } from "react";
import type { ChatStore } from "../../store/chatStore";
import type { ChatState } from "../../store/state";

export const ChatContext = createContext<ChatStore | null>(null);

export function useStore(): ChatStore {
  const store = useContext(ChatContext);
  if (store === null) throw new Error("No chat store above.");
  return store;
}

export function useChatState(): ChatState {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.state);
}
