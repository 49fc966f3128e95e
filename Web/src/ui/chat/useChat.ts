import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
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

const pattern = /^#\/c\/([\w-]{8,64})$/;

/** The open conversation lives in the address: the browser's back button closes it, a reload opens it again. */
export function useOpenConversation(): [string | null, (id: string | null) => void] {
  const read = () => pattern.exec(location.hash)?.[1] ?? null;
  const [id, setId] = useState(read);
  useEffect(() => {
    const follow = () => setId(read());
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return [id, (next) => void (location.hash = next === null ? "#/" : `#/c/${next}`)];
}
