import {
  confirmResetPassword, confirmSignIn, confirmSignUp, fetchAuthSession, getCurrentUser, resendSignUpCode, resetPassword, signIn, signInWithRedirect, signOut, signUp,
  type SignInOutput,
} from "aws-amplify/auth";
import { Hub } from "aws-amplify/utils";
import { AccountError, type Accounts, type NewAccount, type SignInStep } from "./accounts";
import { sentenceForAccount } from "./sentences";

/** Errors of a renewal that end the session; any other (no network, a busy service) leaves it for the next attempt. */
const ending = [
  "NotAuthorizedException", "TokenRevokedException", "UserNotFoundException", "PasswordResetRequiredException",
  "UserNotConfirmedException", "RefreshTokenReuseException",
];

/** The user pool through aws-amplify: SRP, so the password never leaves the page. */
export class CognitoAccounts implements Accounts {
  readonly others: readonly string[];

  constructor(others: readonly string[]) {
    this.others = others;
  }

  /** By the code grant with PKCE. The provider's own name does for all of them, OpenID Connect's too. */
  signInWith = (other: string) => told(() => signInWithRedirect({ provider: { custom: other } }));

  isSignedIn = () =>
    told(async () => {
      try {
        await getCurrentUser();
        return true;
      } catch (error) {
        // Without a network nobody can tell; that is an error, not an answer.
        if ((error as Error).name === "UserUnAuthenticatedException") return false;
        throw error;
      }
    });

  signIn = (username: string, password: string) =>
    told(async () => {
      // A half-finished or foreign session of this browser would be refused as "already signed in".
      if (await this.isSignedIn()) await signOut();
      return stepOf(await signIn({ username, password, options: { authFlowType: "USER_SRP_AUTH" } }));
    });

  answer = (challengeResponse: string) => told(async () => stepOf(await confirmSignIn({ challengeResponse })));

  signUp = ({ name, email, password }: NewAccount) =>
    told(async () => {
      const { isSignUpComplete } = await signUp({ username: name, password, options: { userAttributes: { email } } });
      return isSignUpComplete ? ("done" as const) : ("confirm" as const);
    });

  confirm = (username: string, confirmationCode: string) =>
    told(async () => void (await confirmSignUp({ username, confirmationCode })));
  resendCode = (username: string) => told(async () => void (await resendSignUpCode({ username })));
  forgotPassword = (username: string) => told(async () => void (await resetPassword({ username })));
  resetPassword = (username: string, confirmationCode: string, newPassword: string) =>
    told(() => confirmResetPassword({ username, confirmationCode, newPassword }));
  signOut = () => told(() => signOut());

  groups = () =>
    told(async () => {
      const groups = (await fetchAuthSession()).tokens?.accessToken.payload["cognito:groups"];
      return Array.isArray(groups) ? groups.map(String) : [];
    });

  onEnded(listener: () => void): void {
    Hub.listen("auth", ({ payload }) => {
      if (payload.event === "signedOut") listener();
      else if (payload.event === "tokenRefresh_failure" && ending.some((name) => payload.data.error?.name.startsWith(name))) listener();
    });
  }
}

function stepOf({ isSignedIn, nextStep }: SignInOutput): SignInStep {
  if (isSignedIn) return { name: "done" };
  switch (nextStep.signInStep) {
    case "CONFIRM_SIGN_UP":
      return { name: "confirm" };
    case "CONFIRM_SIGN_IN_WITH_TOTP_CODE":
    case "CONFIRM_SIGN_IN_WITH_SMS_CODE":
    case "CONFIRM_SIGN_IN_WITH_EMAIL_CODE":
      return { name: "code" };
    case "CONTINUE_SIGN_IN_WITH_TOTP_SETUP":
      return { name: "authenticator", secret: nextStep.totpSetupDetails.sharedSecret };
    case "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED":
      return { name: "newPassword" };
    default:
      throw new AccountError(nextStep.signInStep, "This account needs a sign-in step that this page does not offer.");
  }
}

async function told<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof AccountError) throw error;
    const { name, message } = error as Error;
    throw new AccountError(name, sentenceForAccount(name, message));
  }
}
