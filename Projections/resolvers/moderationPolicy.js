// The defaults are those of Contracts/Moderation.cs; a test holds that.
const MODE = 'Post';
const PII = 'Allow';
const LINKS = 'Allow';
const FLOOD_MESSAGES = 60;
const REPEATS = 4;
const OUTAGE = 'Open';
const REVIEWERS = 1;
const REVIEW_MINUTES = 1440;
const ON_DEADLINE = 'Approved';
const THRESHOLDS = [
  { label: 'Profanity', review: 0.8, remove: 2 },
  { label: 'HateSpeech', review: 0.5, remove: 0.9 },
  { label: 'Insult', review: 0.6, remove: 0.95 },
  { label: 'Graphic', review: 0.6, remove: 0.95 },
  { label: 'HarassmentOrAbuse', review: 0.5, remove: 0.9 },
  { label: 'Sexual', review: 0.6, remove: 0.95 },
  { label: 'ViolenceOrThreat', review: 0.5, remove: 0.9 },
];

// moderates.js read it with the conversation; nothing is called.
export function request(ctx) {
  return { payload: null };
}

export function response(ctx) {
  const policy = ctx.stash.policy ? JSON.parse(ctx.stash.policy) : {};
  const set = policy.thresholds ?? [];
  return {
    mode: policy.mode ?? MODE,
    thresholds: THRESHOLDS.map((standard) => set.find((threshold) => threshold.label === standard.label) ?? standard),
    pii: policy.pii ?? PII,
    links: policy.links ?? LINKS,
    allowedDomains: policy.allowedDomains ?? [],
    floodMessages: policy.floodMessages ?? FLOOD_MESSAGES,
    repeats: policy.repeats ?? REPEATS,
    outage: policy.outage ?? OUTAGE,
    reviewers: policy.reviewers ?? REVIEWERS,
    reviewMinutes: policy.reviewMinutes ?? REVIEW_MINUTES,
    onDeadline: policy.onDeadline ?? ON_DEADLINE,
  };
}
