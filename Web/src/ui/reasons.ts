import type { ReasonClass } from "../store/model";

/** Reason classes as a person reads them. */
export const reasonWords: Readonly<Record<ReasonClass, string>> = {
  Blocklist: "a blocked word",
  Link: "a link",
  Flood: "too many messages at once",
  Repeat: "the same message again and again",
  Profanity: "profanity",
  Hate: "hate speech",
  Insult: "an insult",
  Harassment: "harassment",
  Sexual: "sexual content",
  Violence: "violence or a threat",
  Graphic: "graphic content",
  PersonalData: "personal data",
  Reported: "reports by members",
  Unchecked: "it could not be checked",
  Other: "another reason",
};

/** What a person may report for; the others are a rule's. */
export const reportable: readonly ReasonClass[] = ["Insult", "Harassment", "Hate", "Violence", "Sexual", "Graphic", "Profanity", "PersonalData", "Link", "Other"];

/** "HarassmentOrAbuse" and "HARASSMENT_OR_ABUSE" → "harassment or abuse". */
export function inWords(name: string): string {
  return name.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
