/** A log and the messages that hang on it. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" className="mark-ground" />
      <path d="M9 6v20" className="mark-log" />
      <circle cx="9" cy="10" r="2.6" className="mark-event" />
      <circle cx="9" cy="22" r="2.6" className="mark-event" />
      <rect x="14" y="7.5" width="12" height="5.4" rx="2.7" className="mark-message" />
      <rect x="14" y="19.3" width="8.6" height="5.4" rx="2.7" className="mark-message faint" />
    </svg>
  );
}

export function Brand() {
  return (
    <span className="brand">
      <Mark />
      EventChat
    </span>
  );
}
