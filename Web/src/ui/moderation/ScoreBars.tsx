import { capital, inWords } from "../reasons";

/** Comprehend's confidence per label. */
export function ScoreBars({ scores }: { readonly scores: readonly (readonly [string, number])[] }) {
  return (
    <ul className="scores" aria-label="Comprehend's confidence">
      {scores.toSorted(([, one], [, other]) => other - one).map(([label, value]) => (
        <li key={label}>
          <span>{capital(inWords(label))}</span>
          <meter min={0} max={1} low={0.5} high={0.8} optimum={0} value={value} aria-label={label} />
          <span className="score">{Math.round(value * 100)} %</span>
        </li>
      ))}
    </ul>
  );
}
