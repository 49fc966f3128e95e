// aws-amplify against the user pool, through its public API only. Called by StockClientTests; the packages are those of tests/amplify.
const assert = require("node:assert/strict");
const { createHmac } = require("node:crypto");
const { createRequire } = require("node:module");

const installed = createRequire(`${process.env.AMPLIFY_FOLDER}/package.json`);
const { Amplify } = installed("aws-amplify");
const auth = installed("aws-amplify/auth");

const url = process.env.POOL_URL;
const password = "Correct-horse-7";
const better = "Better-horse-8";
let steps = 0;

Amplify.configure({
  Auth: { Cognito: { userPoolId: process.env.POOL_ID, userPoolClientId: process.env.CLIENT_ID, userPoolEndpoint: url, loginWith: { username: true } } },
});

async function mailed(username) {
  const answer = await fetch(`${url}/_local/mailbox?username=${username}`);
  return (await answer.json()).messages[0].code;
}

async function refused(name, promise) {
  const error = await promise.then(() => assert.fail(`not refused with ${name}`), (e) => e);
  assert.equal(error.name, name, error.message);
}

/** RFC 6238, of the 30 seconds that are `ahead` of these. */
function totp(secret, ahead = 0) {
  const bits = [...secret.replace(/=+$/, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + ahead));
  const digest = createHmac("sha1", key).update(counter).digest();
  const code = (digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1000000;
  return String(code).padStart(6, "0");
}

async function step(name, run) {
  await run();
  steps += 1;
  console.log(`ok ${steps} ${name}`);
}

(async () => {
  await step("sign up", async () => {
    const { nextStep } = await auth.signUp({ username: "ampla", password, options: { userAttributes: { email: "ampla@example.com" } } });
    assert.equal(nextStep.signUpStep, "CONFIRM_SIGN_UP");
    assert.equal(nextStep.codeDeliveryDetails.destination, "a***@e***");
    await refused("UsernameExistsException", auth.signUp({ username: "ampla", password, options: { userAttributes: { email: "ampla@example.com" } } }));
  });
  await step("sign in before confirming", async () => {
    assert.equal((await auth.signIn({ username: "ampla", password })).nextStep.signInStep, "CONFIRM_SIGN_UP");
  });
  await step("confirm with a code sent again", async () => {
    await auth.resendSignUpCode({ username: "ampla" });
    await refused("CodeMismatchException", auth.confirmSignUp({ username: "ampla", confirmationCode: "wrong" }));
    assert.ok((await auth.confirmSignUp({ username: "ampla", confirmationCode: await mailed("ampla") })).isSignUpComplete);
  });
  await step("sign in by SRP, with the alias", async () => {
    await refused("NotAuthorizedException", auth.signIn({ username: "ampla", password: "Wrong-horse-7" }));
    await refused("NotAuthorizedException", auth.signIn({ username: "nobody", password }));
    assert.ok((await auth.signIn({ username: "ampla@example.com", password })).isSignedIn);
    assert.equal((await auth.getCurrentUser()).username, "ampla");
  });
  await step("refresh", async () => {
    const before = (await auth.fetchAuthSession()).tokens;
    const after = (await auth.fetchAuthSession({ forceRefresh: true })).tokens;
    assert.equal(before.accessToken.payload.origin_jti, after.accessToken.payload.origin_jti);
    assert.notEqual(before.accessToken.payload.jti, after.accessToken.payload.jti);
    assert.equal(after.idToken.payload.iss, `${url}/${process.env.POOL_ID}`);
  });
  await step("change the address", async () => {
    const { email } = await auth.updateUserAttributes({ userAttributes: { email: "new@example.org" } });
    assert.equal(email.nextStep.updateAttributeStep, "CONFIRM_ATTRIBUTE_WITH_CODE");
    await auth.confirmUserAttribute({ userAttributeKey: "email", confirmationCode: await mailed("ampla") });
    assert.deepEqual((({ email, email_verified }) => [email, email_verified])(await auth.fetchUserAttributes()), ["new@example.org", "true"]);
  });
  let secret;
  await step("set up a second factor", async () => {
    secret = (await auth.setUpTOTP()).sharedSecret;
    await refused("EnableSoftwareTokenMFAException", auth.verifyTOTPSetup({ code: totp(secret, 20) }));
    await auth.verifyTOTPSetup({ code: totp(secret) });
    await auth.updateMFAPreference({ totp: "PREFERRED" });
    assert.deepEqual(await auth.fetchMFAPreference(), { enabled: ["TOTP"], preferred: "TOTP" });
    await auth.signOut();
  });
  await step("sign in with it", async () => {
    assert.equal((await auth.signIn({ username: "ampla", password })).nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
    await refused("CodeMismatchException", auth.confirmSignIn({ challengeResponse: totp(secret, 20) }));
    // The next step's code: this one's was used up by the set-up.
    assert.ok((await auth.confirmSignIn({ challengeResponse: totp(secret, 1) })).isSignedIn);
    await auth.updateMFAPreference({ totp: "DISABLED" });
  });
  await step("change and forget the password", async () => {
    await auth.updatePassword({ oldPassword: password, newPassword: better });
    await auth.signOut({ global: true });
    assert.equal((await auth.resetPassword({ username: "ampla" })).nextStep.resetPasswordStep, "CONFIRM_RESET_PASSWORD_WITH_CODE");
    await auth.confirmResetPassword({ username: "ampla", confirmationCode: await mailed("ampla"), newPassword: password });
    assert.ok((await auth.signIn({ username: "ampla", password, options: { authFlowType: "USER_PASSWORD_AUTH" } })).isSignedIn);
  });
  await step("leave", async () => {
    await auth.deleteUser();
    await refused("NotAuthorizedException", auth.signIn({ username: "ampla", password }));
  });
  console.log(`${steps} steps passed`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
