import { useEffect, useState } from "react";
import { newCommandId } from "../../store/commandId";
import type { PreferenceInput, Preferences } from "../../store/notifications";
import { asProblem, sentenceFor } from "../../store/problem";
import { useSession } from "../useSession";

/** The preferences as the service has them. A change sends all of them: what is absent would go back to its default. */
export function usePreferences() {
  const { api } = useSession();
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    api.notificationPreferences().then(setPreferences, (error: unknown) => setFailure(sentenceFor(asProblem(error))));
  }, [api]);

  const save = async (change: PreferenceInput) => {
    // Read right before: another tab may have changed them meanwhile.
    const { webhookSecret: _, ...current } = await api.notificationPreferences();
    const next = withoutNulls({ ...current, ...change });
    await api.setNotificationPreferences({ commandId: newCommandId(), ...next });
    setPreferences((known) => known && { ...known, ...change });
    return next;
  };
  return { preferences, failure, save };
}

function withoutNulls(input: PreferenceInput): PreferenceInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== ""));
}
