import { createContext, useContext, useSyncExternalStore } from "react";
import type { Session } from "../session/session";
import type { NotificationState } from "../store/notifications";

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("No session above.");
  return session;
}

export function useNotifications(): NotificationState {
  const { notifications } = useSession();
  return useSyncExternalStore(notifications.subscribe, notifications.state);
}
