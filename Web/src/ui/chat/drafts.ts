const words = new Map<string, string>();

/** What was typed but not sent, per conversation, for as long as the page lives. */
export const drafts = {
  get: (conversationId: string): string => words.get(conversationId) ?? "",
  set: (conversationId: string, text: string): void => void words.set(conversationId, text),
};
