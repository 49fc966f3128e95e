// The stock aws-amplify client against a running host, through its public API only. Called by the Amplify end-to-end test:
//   EVENTCHAT_TLS_URL=https://localhost:4643 EVENTCHAT_PASSWORD=… EVENTCHAT_AMPLIFY_OUTPUTS=…/amplify_outputs.json NODE_EXTRA_CA_CERTS=…/ca.pem node stock-client.mjs
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Amplify } from "aws-amplify";
import { generateClient } from "aws-amplify/api";
import { confirmSignUp, fetchAuthSession, getCurrentUser, resendSignUpCode, signIn, signOut, signUp } from "aws-amplify/auth";
import { Hub } from "aws-amplify/utils";
import { WebSocket } from "ws";
import { run } from "./tap.mjs";

// Node 20 has no WebSocket of its own; browsers and newer Nodes do.
globalThis.WebSocket ??= WebSocket;

const base = process.env.EVENTCHAT_TLS_URL;
const password = process.env.EVENTCHAT_PASSWORD;
const client = generateClient();
const newcomer = `dora-${randomUUID().slice(0, 8)}`;
const newPassword = "Dora-likes-1-chat";
let conversationId;
let frames;

async function ask(query, variables = {}) {
  return (await client.graphql({ query, variables })).data;
}

async function refusalOf(query, variables) {
  const answer = await ask(query, variables).then(
    () => assert.fail("was not refused"),
    (rejection) => rejection,
  );
  assert.ok(Array.isArray(answer.errors), `not a GraphQL error: ${answer}`);
  return answer.errors[0];
}

async function failureOf(promise) {
  return promise.then(
    () => assert.fail("did not fail"),
    (error) => error.name,
  );
}

async function mailedCode(username, newerThan = "") {
  const answer = await fetch(`${base}/_local/mailbox?username=${username}`);
  const { messages } = await answer.json();
  const codes = messages.filter((m) => m.at > newerThan).sort((a, b) => (a.at < b.at ? 1 : -1));
  assert.ok(codes.length > 0, `no code was mailed to ${username}`);
  return codes[0];
}

/** A subscription as an awaitable queue, open once the service has acknowledged it. */
async function subscribe(query) {
  const queue = [];
  let wake = () => undefined;
  const acknowledged = new Promise((resolve) => {
    const stop = Hub.listen("api", ({ payload }) => {
      if (payload.event !== "Subscription ack") return;
      stop();
      resolve();
    });
  });
  const subscription = client.graphql({ query }).subscribe({
    next: (message) => { queue.push(message.data); wake(); },
    error: (error) => { queue.push(error); wake(); },
  });
  await acknowledged;
  return {
    async next(matches) {
      for (;;) {
        const index = queue.findIndex(matches);
        if (index >= 0) return queue.splice(index, 1)[0];
        await new Promise((resolve) => { wake = resolve; });
      }
    },
    stop: () => subscription.unsubscribe(),
  };
}

const send = `mutation Send($input: SendMessageInput!) { sendMessage(input: $input) { conversationId commandId seq at } }`;
const onMine = `subscription { onMyConversations { conversationId fromSeq seq audience events { seq type version senderId at commandId body } } }`;

process.exit(await run([
  ["is configured by what `eventchat config` wrote", async () => {
    const outputs = JSON.parse(await readFile(process.env.EVENTCHAT_AMPLIFY_OUTPUTS, "utf8"));
    Amplify.configure(outputs);
    const { Auth, API } = Amplify.getConfig();
    assert.equal(Auth.Cognito.mfa.status, "optional");
    assert.deepEqual(Auth.Cognito.passwordFormat, {
      requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSpecialCharacters: false, minLength: 12,
    });
    assert.deepEqual([API.GraphQL.endpoint, API.GraphQL.defaultAuthMode], [`${base}/graphql`, "userPool"]);
    // All that a deployed stack needs. The format has no place for a user pool that is not Amazon's own.
    Amplify.configure({ API, Auth: { Cognito: { ...Auth.Cognito, userPoolEndpoint: outputs.custom.user_pool_endpoint } } });
  }],
  ["is refused with a wrong password", async () => {
    assert.equal(await failureOf(signIn({ username: "alice", password: "Not-her-password-1" })), "NotAuthorizedException");
  }],
  ["signs in by SRP", async () => {
    const { isSignedIn } = await signIn({ username: "alice", password, options: { authFlowType: "USER_SRP_AUTH" } });
    assert.equal(isSignedIn, true);
    assert.equal((await getCurrentUser()).username, "alice");
  }],
  ["queries its profile and its conversations", async () => {
    const { me, conversations } = await ask(`{ me { userId name } conversations(limit: 10) { items { conversationId kind seq } nextToken } }`);
    assert.equal(me.name, "alice");
    assert.equal(me.userId, (await getCurrentUser()).userId);
    assert.ok(conversations.items.length > 0, "the demo gave alice no conversation");
    conversationId = conversations.items[0].conversationId;
  }],
  ["subscribes over TLS", async () => {
    frames = await subscribe(onMine);
  }],
  ["sends a message and receives it as a frame", async () => {
    const commandId = randomUUID();
    const { sendMessage } = await ask(send, { input: { commandId, conversationId, text: "héllo 👋 from Node" } });
    assert.ok(sendMessage.seq > 0);
    const { onMyConversations: frame } = await frames.next((f) => f.onMyConversations?.events.some((e) => e.commandId === commandId));
    const event = frame.events.find((e) => e.commandId === commandId);
    assert.equal(frame.conversationId, conversationId);
    assert.deepEqual([event.type, event.seq], ["message.sent", sendMessage.seq]);
    assert.equal(JSON.parse(event.body).text, "héllo 👋 from Node");
    const again = await ask(send, { input: { commandId, conversationId, text: "héllo 👋 from Node" } });
    assert.equal(again.sendMessage.seq, sendMessage.seq, "the same command made a second event");
  }],
  ["reads it back from the log, the newest first", async () => {
    const { messages } = await ask(`query($id: ID!) { messages(conversationId: $id, limit: 1) { items { text seq } } }`, { id: conversationId });
    assert.equal(messages.items[0].text, "héllo 👋 from Node");
  }],
  ["gets a typed refusal for what is not there and for what is too long", async () => {
    const missing = await refusalOf(send, { input: { commandId: randomUUID(), conversationId: "no-such-room", text: "hi" } });
    assert.equal(missing.errorType, "NotFound");
    const long = await refusalOf(send, { input: { commandId: randomUUID(), conversationId, text: "x".repeat(4097) } });
    assert.equal(long.errorType, "InvalidArgument");
    assert.deepEqual([long.errorInfo.field, long.errorInfo.limit, long.errorInfo.unit], ["text", 4096, "bytes"]);
  }],
  ["renews its tokens and is still itself", async () => {
    const before = (await fetchAuthSession()).tokens.accessToken.toString();
    const after = (await fetchAuthSession({ forceRefresh: true })).tokens.accessToken.toString();
    assert.notEqual(after, before);
    assert.equal((await ask(`{ me { name } }`)).me.name, "alice");
  }],
  ["signs out, and then has no access", async () => {
    frames.stop();
    await signOut();
    await failureOf(getCurrentUser());
    await assert.rejects(ask(`{ me { name } }`));
  }],
  ["signs up, waits for its confirmation, and is refused with a wrong code", async () => {
    const { nextStep } = await signUp({
      username: newcomer, password: newPassword, options: { userAttributes: { email: `${newcomer}@example.com` } },
    });
    assert.equal(nextStep.signUpStep, "CONFIRM_SIGN_UP");
    const mailed = await mailedCode(newcomer);
    const wrong = mailed.code === "000000" ? "000001" : "000000";
    assert.equal(await failureOf(confirmSignUp({ username: newcomer, confirmationCode: wrong })), "CodeMismatchException");
    await resendSignUpCode({ username: newcomer });
    const resent = await mailedCode(newcomer, mailed.at);
    await confirmSignUp({ username: newcomer, confirmationCode: resent.code });
  }],
  ["signs in as the new user, who has a profile", async () => {
    assert.equal((await signIn({ username: newcomer, password: newPassword })).isSignedIn, true);
    const me = await eventually(() => ask(`{ me { name userId } }`));
    assert.equal(me.me.name, newcomer);
    await signOut();
  }],
]));

/** The profile is a view of the event that the confirmation caused: it may follow a moment later. */
async function eventually(action) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt === 20 || error?.errors?.[0]?.errorType !== "NotFound") throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
