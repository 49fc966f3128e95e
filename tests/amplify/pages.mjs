// Two people at two browsers with the real page. Called by the Web end-to-end test:
//   EVENTCHAT_URL=http://localhost:4600 EVENTCHAT_PASSWORD=… node pages.mjs
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { launch, openConversation, openPage, say, shownMessages, signIn, startGroup, until } from "./browser.mjs";
import { run } from "./tap.mjs";

const base = process.env.EVENTCHAT_URL;
const password = process.env.EVENTCHAT_PASSWORD;
const title = `Two browsers ${randomUUID().slice(0, 6)}`;
const newcomer = `erik-${randomUUID().slice(0, 8)}`;
const browser = await launch();
let alice;
let bob;

const texts = async (page) => (await shownMessages(page)).map((m) => m.text);
const sees = (page, text) =>
  until(`“${text}” on the screen`, async () => {
    const value = await texts(page);
    return { ok: value.includes(text), value };
  });

const failed = await run([
  ["two people sign in at two browsers", async () => {
    [alice, bob] = await Promise.all([openPage(browser, base), openPage(browser, base)]);
    await Promise.all([signIn(alice.page, "alice", password), signIn(bob.page, "bob", password)]);
  }],
  ["the page is served under the headers of a deployment", async () => {
    const { headers } = await fetch(base);
    assert.match(headers.get("content-security-policy"), /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    // It would hold for whatever else listens on this machine.
    assert.equal(headers.get("strict-transport-security"), null);
  }],
  ["a wrong password is told in a sentence", async () => {
    const stranger = await openPage(browser, base);
    await stranger.page.getByLabel("User name or e-mail").fill("alice");
    await stranger.page.getByLabel("Password").fill("Not-her-password-1");
    await stranger.page.getByRole("button", { name: "Sign in" }).click();
    await stranger.page.getByRole("alert").filter({ hasText: "Name or password is not right." }).waitFor();
    await stranger.context.close();
  }],
  ["a new group appears at the other person's without reloading", async () => {
    await startGroup(alice.page, title, ["bob"]);
    await bob.page.getByRole("button", { name: title }).waitFor();
    await openConversation(bob.page, title);
  }],
  ["what one sends the other sees without reloading", async () => {
    await bob.page.evaluate(() => { window.notReloaded = true; });
    await say(alice.page, "Hello Bob, can you see this?");
    await sees(bob.page, "Hello Bob, can you see this?");
    await say(bob.page, "I can.");
    await sees(alice.page, "I can.");
    assert.equal(await bob.page.evaluate(() => window.notReloaded), true);
  }],
  ["offline for 20 messages, an edit and a deletion, then back: all there, in order, none twice", async () => {
    await bob.context.setOffline(true);
    await bob.page.getByRole("status").filter({ hasText: "Offline" }).first().waitFor();
    for (let i = 1; i <= 20; i++) await say(alice.page, `while you were away ${i}`);
    await sees(alice.page, "while you were away 20");
    await changeMessage(alice.page, "Hello Bob, can you see this?", "Edit");
    await say(alice.page, "Hello Bob, edited");
    await sees(alice.page, "Hello Bob, edited");
    await changeMessage(alice.page, "while you were away 7", "Delete");
    await alice.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    const expected = ["Hello Bob, edited", "I can.", ...Array.from({ length: 20 }, (_, i) => (i === 6 ? null : `while you were away ${i + 1}`))];
    const everything = (value) => JSON.stringify(value) === JSON.stringify(expected);
    await until("alice's own page is right", async () => { const value = await texts(alice.page); return { ok: everything(value), value }; });
    assert.deepEqual(await texts(bob.page), ["Hello Bob, can you see this?", "I can."], "bob was not offline");

    const back = Date.now();
    await bob.context.setOffline(false);
    await until("bob has caught up", async () => { const value = await texts(bob.page); return { ok: everything(value), value }; });
    console.log(`# caught up ${Date.now() - back} ms after the network came back`);
    assert.equal((await shownMessages(bob.page))[0].edited, true);
    await bob.page.getByRole("status").filter({ hasText: "Live" }).first().waitFor();
    await say(alice.page, "welcome back");
    await sees(bob.page, "welcome back");
  }],
  ["what is written offline waits and goes out once, by itself", async () => {
    await bob.context.setOffline(true);
    await bob.page.getByRole("status").filter({ hasText: "Offline" }).first().waitFor();
    await say(bob.page, "written in a tunnel");
    await bob.page.locator('.message[data-delivery="pending"]').waitFor();
    await bob.context.setOffline(false);
    await sees(alice.page, "written in a tunnel");
    await sees(bob.page, "written in a tunnel");
    assert.equal((await texts(bob.page)).filter((t) => t === "written in a tunnel").length, 1);
  }],
  ["the keyboard alone is enough: open, write, move, reply, edit, delete", async () => {
    const { page } = bob;
    const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const focused = (selector) => page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);
    await page.goto(base);
    await page.getByRole("button", { name: title }).waitFor();
    for (let i = 0; i < 10 && !(await focused(".row")); i++) await press("Tab");
    await press("Home");
    while (!(await page.evaluate((t) => document.activeElement?.textContent.includes(t), title))) await press("ArrowDown");
    await press("Enter");
    await page.locator("#composer:focus").waitFor();
    await page.keyboard.type("typed by hand");
    await press("Enter");
    await sees(page, "typed by hand");
    await press("ArrowUp");
    await page.keyboard.type(", and edited");
    await press("Enter");
    await sees(page, "typed by hand, and edited");
    await press("Shift+Tab");
    assert.equal(await focused(".message"), true, "Shift+Tab leads from the message field to the latest message");
    await press("ArrowUp", "r");
    await page.getByText("Replying to").waitFor();
    await page.keyboard.type("an answer");
    await press("Enter");
    await sees(page, "an answer");
    await press("Shift+Tab", "Delete");
    await page.getByRole("dialog").waitFor();
    await press("Enter");
    await until("the answer is deleted", async () => { const value = await texts(page); return { ok: value.at(-1) === null, value }; });
    assert.equal(await focused(".message"), true, "after the dialog the focus is back where it was");
    await press("Escape");
    assert.equal(await focused("#composer"), true, "Escape leads from a message to the message field");
  }],
  ["one sees that the other types, and answers in a thread", async () => {
    await alice.page.getByRole("textbox", { name: "Message" }).pressSequentially("hm");
    await bob.page.getByText("alice is typing…").waitFor();
    await alice.page.getByRole("textbox", { name: "Message" }).fill("");
    await changeMessage(alice.page, "welcome back", "Answer in a thread");
    await answer(alice.page, "good to be here");
    await messageOf(bob.page, "welcome back").getByRole("button", { name: "1 answer" }).click();
    await threadShows(bob.page, ["welcome back", "good to be here"]);
    await answer(bob.page, "indeed");
    for (const { page } of [alice, bob]) {
      await threadShows(page, ["welcome back", "good to be here", "indeed"]);
      await page.getByRole("button", { name: "2 answers" }).waitFor();
      await page.getByRole("button", { name: "Close the thread" }).click();
    }
  }],
  ["what is unread is counted, also after a reload, until it is read", async () => {
    const badge = bob.page.getByRole("button", { name: title }).locator(".unread-count");
    await bob.page.goto(`${base}/#/`);
    await bob.page.getByText("Choose a conversation").waitFor();
    await say(alice.page, "@bob are you there?");
    await say(alice.page, "never mind");
    await badge.filter({ hasText: "@2" }).waitFor();
    await bob.page.reload();
    await badge.filter({ hasText: "@2" }).waitFor();
    await openConversation(bob.page, title);
    await badge.waitFor({ state: "detached" });
    await until("the service knows that it was read", async () => {
      await bob.page.waitForTimeout(1_500);
      await bob.page.goto(`${base}/#/`);
      await bob.page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith("eventchat.read")).forEach((k) => localStorage.removeItem(k)));
      await bob.page.reload();
      await bob.page.getByRole("button", { name: title }).waitFor();
      return { ok: (await badge.count()) === 0, value: await badge.allTextContents() };
    });
    await openConversation(bob.page, title);
  }],
  ["at 360 px nothing scrolls sideways, and the words fit", async () => {
    await say(alice.page, `a very long word ${"x".repeat(300)} and an end`);
    const phone = await openPage(browser, base, { width: 360, height: 740, hasTouch: true, isMobile: true });
    const fits = async (where) => {
      const overflow = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${where}: ${overflow} px too wide`);
    };
    await fits("sign-in");
    await signIn(phone.page, "alice", password);
    await fits("list");
    await openConversation(phone.page, title);
    await sees(phone.page, `a very long word ${"x".repeat(300)} and an end`);
    await fits("conversation");
    await phone.page.getByRole("button", { name: "Members" }).click();
    await phone.page.getByText("alice (you)").waitFor();
    await fits("members");
    await phone.page.getByRole("button", { name: "Close" }).click();
    await phone.page.getByRole("button", { name: "All conversations" }).click();
    await phone.page.getByRole("button", { name: title }).waitFor();
    await phone.context.close();
  }],
  ["a newcomer signs up, confirms with the mailed code, and is found by name", async () => {
    const { context, page, complaints } = await openPage(browser, base);
    await page.getByRole("button", { name: "Create an account" }).click();
    await page.getByLabel("User name").fill(newcomer);
    await page.getByLabel("E-mail").fill(`${newcomer}@example.com`);
    await page.getByLabel("Password").fill("Erik-likes-1-chat");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByLabel("Code").waitFor();
    const { messages } = await (await fetch(`${base}/_local/mailbox?username=${newcomer}`)).json();
    await page.getByLabel("Code").fill(messages[0].code);
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByText("No conversations yet.").waitFor();
    await alice.page.getByRole("button", { name: "New conversation" }).click();
    await alice.page.getByLabel("With").fill(newcomer);
    await alice.page.getByRole("button", { name: "Start" }).click();
    await alice.page.getByRole("heading", { name: newcomer }).waitFor();
    await say(alice.page, "welcome");
    await page.getByRole("button", { name: "alice" }).click();
    await sees(page, "welcome");
    assert.deepEqual(complaints, []);
    await context.close();
  }],
  ["leaving takes the conversation away, for good", async () => {
    await openConversation(alice.page, title);
    await bob.page.getByRole("button", { name: "Members" }).click();
    await bob.page.getByRole("button", { name: "Leave conversation" }).click();
    await bob.page.getByRole("button", { name: title }).waitFor({ state: "detached" });
    await alice.page.getByText("1 member", { exact: true }).waitFor();
    await say(alice.page, "nobody hears this");
    await bob.page.reload();
    await bob.page.getByRole("status").filter({ hasText: "Live" }).first().waitFor();
    assert.equal(await bob.page.getByRole("button", { name: title }).count(), 0);
  }],
  ["signing out leads back to the door, and a reload does not open it", async () => {
    await bob.page.getByRole("button", { name: "Sign out" }).click();
    await bob.page.getByLabel("Password").waitFor();
    await bob.page.reload();
    await bob.page.getByLabel("Password").waitFor();
  }],
  ["no page threw an error", async () => {
    assert.deepEqual([...alice.complaints, ...bob.complaints], []);
  }],
]);
await browser.close();
process.exit(failed);

async function answer(page, text) {
  const field = page.getByRole("textbox", { name: "Answer in the thread" });
  await field.fill(text);
  await field.press("Enter");
}

async function threadShows(page, texts) {
  await until(`the thread shows ${texts.join(", ")}`, async () => {
    const value = await page.locator('.thread .message[data-delivery="delivered"] .words').allTextContents();
    return { ok: JSON.stringify(value) === JSON.stringify(texts), value };
  });
}

function messageOf(page, text) {
  return page.locator(".message").filter({ has: page.getByText(text, { exact: true }) });
}

async function changeMessage(page, text, action) {
  const row = messageOf(page, text);
  await row.hover();
  await row.getByRole("button", { name: action }).click();
}
