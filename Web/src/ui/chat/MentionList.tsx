import { Avatar } from "../Avatar";

type Props = {
  readonly id: string;
  readonly people: readonly (readonly [string, string])[];
  readonly active: number;
  readonly onChoose: (name: string) => void;
};

/** Names that fit what is typed. The focus stays in the text: the field says which one the arrow keys are on. */
export function MentionList({ id, people, active, onChoose }: Props) {
  return (
    <ul className="mention-list" id={id} role="listbox" aria-label="Mention">
      {people.map(([userId, name], i) => (
        <li
          key={userId} id={`${id}-${i}`} role="option" aria-selected={i === active}
          // Before the field would lose the focus.
          onPointerDown={(event) => { event.preventDefault(); onChoose(name); }}
        >
          <Avatar id={userId} name={name} />
          {name}
        </li>
      ))}
    </ul>
  );
}
