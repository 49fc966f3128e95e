import { toxicityLabels, type LabelThreshold, type ToxicityLabel } from "../../store/moderation";
import { capital, inWords } from "../reasons";
import type { PolicyPart } from "./PolicyEditor";

/** Contracts/Moderation.cs, DefaultThresholds: of the labels the policy does not name. */
const defaults: Readonly<Record<ToxicityLabel, readonly [number, number]>> = {
  Profanity: [0.8, 2], HateSpeech: [0.5, 0.9], Insult: [0.6, 0.95], Graphic: [0.6, 0.95],
  HarassmentOrAbuse: [0.5, 0.9], Sexual: [0.6, 0.95], ViolenceOrThreat: [0.5, 0.9],
};

/** Above 1: never without a person. */
const never = 2;

/** From which of Comprehend's confidences on a person looks, and from which nobody needs to. */
export function Thresholds({ policy, change }: PolicyPart) {
  const of = (label: ToxicityLabel): LabelThreshold =>
    policy.thresholds.find((t) => t.label === label) ?? { label, review: defaults[label][0], remove: defaults[label][1] };
  const set = (threshold: LabelThreshold) => change({ thresholds: [...policy.thresholds.filter((t) => t.label !== threshold.label), threshold] });
  return (
    <fieldset className="group">
      <legend>Toxic content, by Comprehend&rsquo;s confidence</legend>
      <div className="thresholds-head hint" aria-hidden="true"><span /><span>A person looks from</span><span>Removed from</span></div>
      {toxicityLabels.map((label) => {
        const threshold = of(label);
        const name = capital(inWords(label));
        return (
          <div className="threshold" key={label}>
            <span>{name}</span>
            <Percent label={`${name}: a person looks from`} value={threshold.review} onChange={(review) => set({ ...threshold, review })} />
            <Percent label={`${name}: removed from`} value={threshold.remove} orNever onChange={(remove) => set({ ...threshold, remove })} />
          </div>
        );
      })}
    </fieldset>
  );
}

type Props = { readonly label: string; readonly value: number; readonly orNever?: boolean; readonly onChange: (value: number) => void };

function Percent({ label, value, orNever = false, onChange }: Props) {
  const steps = Array.from({ length: 20 }, (_, i) => (i + 1) * 5);
  const now = value > 1 ? "never" : String(Math.round(value * 100));
  const known = now === "never" || steps.includes(Number(now));
  return (
    <select aria-label={label} value={now} onChange={(e) => onChange(e.target.value === "never" ? never : Number(e.target.value) / 100)}>
      {!known && <option value={now}>{now} %</option>}
      {steps.map((s) => <option key={s} value={s}>{s} %</option>)}
      {(orNever || now === "never") && <option value="never">never</option>}
    </select>
  );
}
