/** What still stands between a person and the chat. */
export type SignInStep =
  | { readonly name: "done" }
  /** The account is not confirmed yet. */
  | { readonly name: "confirm" }
  /** A one-time code. */
  | { readonly name: "code" }
  /** The pool asks for an authenticator: put `secret` into one, answer with its first code. */
  | { readonly name: "authenticator"; readonly secret: string }
  | { readonly name: "newPassword" };

export type NewAccount = { readonly name: string; readonly email: string; readonly password: string };

/** The user pool, as the page needs it. Rejections are `AccountError`s with a sentence for the person. */
export interface Accounts {
  /** Who else may say who somebody is, by name. */
  readonly others: readonly string[];
  /** Leaves the page for the provider's; it comes back signed in. */
  signInWith(other: string): Promise<void>;
  isSignedIn(): Promise<boolean>;
  signIn(name: string, password: string): Promise<SignInStep>;
  /** Answers what `signIn` asked for: a one-time code or a new password. */
  answer(response: string): Promise<SignInStep>;
  signUp(account: NewAccount): Promise<"confirm" | "done">;
  confirm(name: string, code: string): Promise<void>;
  resendCode(name: string): Promise<void>;
  forgotPassword(name: string): Promise<void>;
  resetPassword(name: string, code: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  /** The pool's groups that the signed-in person is in, as the token says. */
  groups(): Promise<readonly string[]>;
  /** The session can not be renewed: signed out elsewhere, disabled, or simply too old. */
  onEnded(listener: () => void): void;
}

export class AccountError extends Error {
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.name = "AccountError";
    this.code = code;
  }
}
