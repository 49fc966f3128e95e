import type { Head } from "../../store/head";
import { noSignals, type Lasting } from "../../store/signals";
import { nameOf } from "./names";
import { useChatState } from "./useChat";

type Props = { readonly head: Head };

/** More names than a line holds are a number. */
const named = 3;

/** Who types. The line is there when nobody does, so that nothing jumps. */
export function TypingLine({ head }: Props) {
  const { typing } = useChatState().signals.get(head.conversationId) ?? noSignals;
  const people = namesOf(typing, head);
  return (
    <p className="typing-line" aria-live="polite">
      {people.length > 0 && (
        <>
          <span className="typing-dots" aria-hidden="true"><i /><i /><i /></span>
          {people.length > named ? `${people.length} people are typing…` : `${people.join(", ")} ${people.length === 1 ? "is" : "are"} typing…`}
        </>
      )}
    </p>
  );
}

/** Who else looks at the conversation just now. */
export function Here({ head }: Props) {
  const { present } = useChatState().signals.get(head.conversationId) ?? noSignals;
  const people = namesOf(present, head);
  if (people.length === 0) return null;
  return <span className="here"> · {people.length > named ? `${people.length} here` : `${people.join(", ")} here`}</span>;
}

/** Who has left is not here any more, whatever was heard of them. */
function namesOf(people: Lasting, head: Head): string[] {
  return [...people.keys()].filter((id) => head.members.has(id)).map((id) => nameOf(head.members, id)).sort();
}
