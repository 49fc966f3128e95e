// An operator at a browser with the real page. Called by the Web end-to-end test:
//   EVENTCHAT_URL=http://localhost:4600 EVENTCHAT_PASSWORD=… node operations.mjs
import assert from "node:assert/strict";
import { launch, openPage, signIn } from "./browser.mjs";
import { run } from "./tap.mjs";

const base = process.env.EVENTCHAT_URL;
const password = process.env.EVENTCHAT_PASSWORD;
const model = "users";
const browser = await launch();
let dana;

const row = () => dana.page.getByRole("row").filter({ has: dana.page.getByRole("rowheader", { name: model, exact: true }) });
const served = async () => (await row().locator('[data-role="served"]').textContent()).match(/@(\d+)/)[1];

const failed = await run([
  ["whoever is no operator has no way in", async () => {
    const alice = await openPage(browser, base);
    await signIn(alice.page, "alice", password);
    assert.equal(await alice.page.getByRole("button", { name: "Operations" }).count(), 0);
    await alice.page.goto(`${base}/#/operations`);
    await alice.page.getByRole("alert").filter({ hasText: "Only operators may see this." }).waitFor();
    await alice.context.close();
  }],
  ["an operator sees the read models and their generations", async () => {
    dana = await openPage(browser, base);
    await signIn(dana.page, "dana", password);
    await dana.page.getByRole("button", { name: "Operations" }).click();
    await row().waitFor();
  }],
  ["nothing begins before it is confirmed, and by the keyboard alone", async () => {
    await dana.page.getByRole("button", { name: `Rebuild ${model}` }).press("Enter");
    await dana.page.getByRole("dialog").getByText("filled from the log").waitFor();
    await dana.page.keyboard.press("Escape");
    await dana.page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.equal(await dana.page.getByText("Under way").count(), 0);
  }],
  ["a rebuild is followed from its first phase to its last without reloading", async () => {
    const before = await served();
    await dana.page.getByRole("button", { name: `Rebuild ${model}` }).click();
    await dana.page.getByRole("dialog").getByRole("button", { name: "Rebuild", exact: true }).click();
    const panel = dana.page.getByRole("region", { name: "Run under way" });
    await panel.getByText("Under way").waitFor();
    assert.equal(await dana.page.getByRole("button", { name: "Rebuild all" }).isDisabled(), true);
    await dana.page.getByRole("region", { name: "Last run" }).getByText("Succeeded").waitFor({ timeout: 90_000 });
    await row().getByText(`@${before} kept`).waitFor();
    assert.ok(Number(await served()) > Number(before));
  }],
  ["what was served before is served again, and the record says who did what", async () => {
    const now = await served();
    await dana.page.getByRole("button", { name: `Roll ${model} back` }).click();
    await dana.page.getByRole("dialog").getByRole("button", { name: "Roll back" }).click();
    await row().getByText(`@${now} kept`).waitFor();
    await dana.page.getByRole("button", { name: "Record" }).click();
    await dana.page.getByRole("listitem").filter({ hasText: `dana rollback: ${model}` }).first().waitFor();
  }],
  ["at 360 px nothing scrolls sideways", async () => {
    const phone = await openPage(browser, base, { width: 360, height: 740, hasTouch: true, isMobile: true });
    await signIn(phone.page, "dana", password);
    await phone.page.goto(`${base}/#/operations`);
    await phone.page.getByRole("button", { name: "Rebuild all" }).waitFor();
    assert.ok((await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    await phone.context.close();
  }],
  ["no page threw an error", async () => assert.deepEqual(dana.complaints, [])],
]);
await browser.close();
process.exit(failed);
