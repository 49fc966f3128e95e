// Draws the pictures of docs/images from a running host with its demo data:
//   EVENTCHAT_URL=http://localhost:4600 EVENTCHAT_PASSWORD=… node screenshots.mjs
import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, openConversation, openPage, say, signIn, startGroup } from "./browser.mjs";

const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const base = process.env.EVENTCHAT_URL;
const password = process.env.EVENTCHAT_PASSWORD;
const title = "Launch night";
const lines = [
  ["carol", "Dress rehearsal went through without a hitch. 214 messages, none lost."],
  ["bob", "Nice. Did you pull the plug halfway, like last time?"],
  ["carol", "Twice 😄"],
  ["carol", "The second tab came back and had everything, in order, edits included."],
  ["alice", "Then we go tonight at eight. I will watch the projector's lag."],
  ["bob", "Doors in ten minutes. Everybody on the bridge?"],
  ["alice", "Here. Lag is flat."],
  ["carol", "Here too. If anything looks odd, say so in this room before you restart anything."],
  ["bob", "First guests are in. It is fast!"],
  ["carol", "Cake is in the kitchen."],
];

await mkdir(folder, { recursive: true });
const browser = await launch();
const people = {};
for (const name of ["alice", "bob", "carol"]) {
  people[name] = (await openPage(browser, base)).page;
  await signIn(people[name], name, password);
}
await startGroup(people.alice, title, ["bob", "carol"]);
for (const name of ["bob", "carol"]) await openConversation(people[name], title);
for (const [name, text] of lines) {
  await say(people[name], text);
  await people.alice.getByText(text).last().waitFor();
}
const address = people.alice.url();

async function shoot(name, options) {
  const { page, context } = await openPage(browser, base, { deviceScaleFactor: 2, ...options });
  if (name === "sign-in") await page.getByLabel("Password").waitFor();
  else {
    await signIn(page, "alice", password);
    await page.goto(address);
    await page.getByText("Cake is in the kitchen.").last().waitFor();
  }
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}${name}.png` });
  await context.close();
}

await shoot("page-light", { width: 1200, height: 760, colorScheme: "light" });
await shoot("page-dark", { width: 1200, height: 760, colorScheme: "dark" });
await shoot("page-phone", { width: 390, height: 780, colorScheme: "light", isMobile: true, hasTouch: true });
await shoot("sign-in", { width: 1200, height: 760, colorScheme: "light" });

// For the moderators: what Comprehend's stand-in objects to, and what a member does.
await say(people.bob, "Honestly, whoever wrote that invitation is a stupid idiot and should be ashamed.");
await say(people.bob, "I will kill you if the music starts late again.");
await say(people.carol, "@alice your cake!");
await people.alice.getByText("your cake!").last().waitFor();

async function shootDesk(name, options) {
  const { page, context } = await openPage(browser, base, { deviceScaleFactor: 2, ...options });
  await signIn(page, "dana", password);
  await page.goto(`${base}/#/moderation`);
  const row = page.locator(".row .due").first();
  await row.waitFor();
  await row.click();
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: `${folder}${name}.png` });
  await context.close();
}

await shootDesk("moderation-light", { width: 1200, height: 760, colorScheme: "light" });
await shootDesk("moderation-dark", { width: 1200, height: 760, colorScheme: "dark" });
await shootDesk("moderation-phone", { width: 390, height: 780, colorScheme: "light", isMobile: true, hasTouch: true });

// Logs so long that a throttled rebuild can be seen at work.
async function fillRooms(name, rooms, messages) {
  const { auth, data: { url }, custom } = await (await fetch(`${base}/_local/amplify_outputs.json`)).json();
  const signedIn = await fetch(custom.user_pool_endpoint, {
    method: "POST", headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth" },
    body: JSON.stringify({ AuthFlow: "USER_PASSWORD_AUTH", ClientId: auth.user_pool_client_id, AuthParameters: { USERNAME: name, PASSWORD: password } }),
  });
  const token = (await signedIn.json()).AuthenticationResult.AccessToken;
  const ask = async (query, variables) => {
    const answer = await fetch(url, {
      method: "POST", headers: { "content-type": "application/json", authorization: token }, body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await answer.json();
    if (errors?.length) throw new Error(errors[0].message);
    return data;
  };
  const command = (field, type, input) => ask(`mutation($input: ${type}!) { ${field}(input: $input) { conversationId } }`, { input: { commandId: randomUUID(), ...input } });
  await Promise.all(Array.from({ length: rooms }, async (_, room) => {
    const { conversationId } = (await command("createConversation", "CreateConversationInput", { kind: "Group", title: `Archive ${room + 1}`, memberIds: [] })).createConversation;
    await command("setModerationPolicy", "SetModerationPolicyInput", { conversationId, mode: "Off", floodMessages: 0, repeats: 0 });
    for (let i = 0; i < messages; i++) await command("sendMessage", "SendMessageInput", { conversationId, text: `${i} ${"of a long evening ".repeat(40)}` });
  }));
}

async function shootOperations(name, options) {
  const { page, context } = await openPage(browser, base, { deviceScaleFactor: 2, ...options });
  await signIn(page, "dana", password);
  await page.goto(`${base}/#/operations`);
  await page.getByRole("button", { name: "Rebuild all" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rebuild", exact: true }).click();
  // So slowly that there is something to see.
  await page.getByLabel("Throttle").press("Home");
  await page.getByRole("listitem").filter({ hasText: "Fill" }).and(page.locator('[data-state="current"]')).waitFor();
  await page.getByLabel("Throttle").blur();
  await page.getByText("The rebuild has begun.").waitFor({ state: "hidden" });
  await page.locator('[data-role="building"]').first().waitFor();
  await page.locator('.segments [data-state="Working"]').first().waitFor({ state: "attached" });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}${name}.png` });
  // For the next picture.
  await page.getByLabel("Throttle").press("End");
  await page.locator('.status[data-status="Succeeded"]').first().waitFor();
  await context.close();
}

await fillRooms("carol", 4, 600);
await shootOperations("operations-light", { width: 1200, height: 900, colorScheme: "light" });
await shootOperations("operations-dark", { width: 1200, height: 900, colorScheme: "dark" });
async function shootPage(name, person, address, options, act = async () => {}) {
  const { page, context } = await openPage(browser, base, { deviceScaleFactor: 2, ...options });
  await signIn(page, person, password);
  await page.goto(`${base}/#/${address}`);
  await act(page);
  await page.waitForTimeout(1_500);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}${name}.png` });
  await context.close();
}

const room = address.split("/").at(-1);
const trail = (page) => page.getByRole("button", { name: "Audit trail" }).click();
await shootPage("audit-light", "dana", `moderation/${room}`, { width: 1200, height: 760, colorScheme: "light" }, trail);
await shootPage("audit-dark", "dana", `moderation/${room}`, { width: 1200, height: 760, colorScheme: "dark" }, trail);
await shootPage("analytics-light", "alice", `analytics/${room}`, { width: 1200, height: 1100, colorScheme: "light" });
await shootPage("analytics-dark", "alice", `analytics/${room}`, { width: 1200, height: 1100, colorScheme: "dark" });
await browser.close();
