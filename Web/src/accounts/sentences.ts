/** A human sentence for an error of the user pool; its own message where that says more than we could. */
export function sentenceForAccount(code: string, message: string): string {
  switch (code) {
    case "NotAuthorizedException":
      return /disabled/i.test(message) ? "This account is disabled." : "Name or password is not right.";
    case "UserNotFoundException":
      return "Name or password is not right.";
    case "UserNotConfirmedException":
      return "This account is not confirmed yet.";
    case "UsernameExistsException":
      return "This name is taken. Choose another one.";
    case "CodeMismatchException":
      return "That is not the code we sent.";
    case "ExpiredCodeException":
      return "This code has expired. Have a new one sent.";
    case "LimitExceededException":
    case "TooManyRequestsException":
    case "TooManyFailedAttemptsException":
      return "Too many attempts. Wait a while and try again.";
    case "NetworkError":
      return "The server can not be reached.";
    default:
      return message;
  }
}
