import { useId, type SelectHTMLAttributes } from "react";

type Props<T extends string> = Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value" | "defaultValue"> & {
  readonly label: string;
  readonly options: readonly (readonly [T, string])[];
  readonly value: T;
  readonly hint?: string;
  readonly onChange: (value: T) => void;
};

export function Select<T extends string>({ label, options, value, hint, onChange, ...select }: Props<T>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id} value={value} aria-describedby={hint === undefined ? undefined : `${id}-hint`} onChange={(e) => onChange(e.target.value as T)} {...select}
      >
        {options.map(([name, words]) => <option key={name} value={name}>{words}</option>)}
      </select>
      {hint !== undefined && <p id={`${id}-hint`} className="hint">{hint}</p>}
    </div>
  );
}
