import type { Review, ReviewCause } from "../../store/moderation";
import { Avatar } from "../Avatar";
import { capital, reasonWords } from "../reasons";
import { distance, usePlaceNames } from "./names";

export const causeWords: Readonly<Record<ReviewCause, string>> = {
  Screening: "Held or doubtful", Report: "Reported", Appeal: "Appealed", Outage: "Not checked",
};

/** Nearer than this, a deadline is worth hurrying for. */
const soonMs = 3_600_000;

type Props = { readonly review: Review; readonly withPlace: boolean; readonly current: boolean; readonly onChoose: () => void };

export function QueueRow({ review, withPlace, current, onChoose }: Props) {
  const names = usePlaceNames();
  const now = Date.now();
  const soon = Date.parse(review.deadline) - now < soonMs;
  return (
    <li>
      <button className="row" aria-current={current ? "true" : undefined} onClick={onChoose}>
        <Avatar id={review.authorId} name={names.person(review.conversationId, review.authorId, review.authorName)} />
        <span className="row-text">
          <span className="row-title">{names.person(review.conversationId, review.authorId, review.authorName)}: {capital(review.reason === null ? "no reason given" : reasonWords[review.reason])}</span>
          <span className="row-last">
            {causeWords[review.cause]} {distance(review.openedAt, now)}{withPlace && ` · ${names.title(review.conversationId, review.conversationTitle)}`}
          </span>
        </span>
        <span className="row-side">
          <span className="due" data-soon={soon || undefined}>due {distance(review.deadline, now)}</span>
          {review.needed > 1 && <span>{review.reviewedBy.length} of {review.needed}</span>}
        </span>
      </button>
    </li>
  );
}
