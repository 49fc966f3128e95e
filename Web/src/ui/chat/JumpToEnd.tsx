import { Icon } from "../Icon";

export function JumpToEnd({ fresh, onJump }: { readonly fresh: number; readonly onJump: () => void }) {
  return (
    <button className="jump" onClick={onJump}>
      <Icon name="down" />
      {fresh === 0 ? "To the latest" : fresh === 1 ? "1 new message" : `${fresh} new messages`}
    </button>
  );
}
