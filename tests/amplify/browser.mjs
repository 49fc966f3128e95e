import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** Debian's Chromium: nothing is downloaded. */
export const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((p) => existsSync(p));

export function launch() {
  return chromium.launch({
    executablePath,
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/** A person at a browser of their own. */
export async function openPage(browser, base, { width = 1100, height = 760, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => { if (message.text().includes("Content Security Policy")) complaints.push(message.text()); });
  await page.goto(base);
  return { context, page, complaints };
}

export async function signIn(page, name, password) {
  await page.getByLabel("User name or e-mail").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("status").filter({ hasText: "Live" }).first().waitFor();
}

/** Starts a group of its own for a test, so that tests do not see each other's words. */
export async function startGroup(page, title, names) {
  await page.getByRole("button", { name: "New conversation" }).click();
  await page.getByRole("radio", { name: "Group" }).check();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Members").fill(names.join(", "));
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("heading", { name: title }).waitFor();
}

export function openConversation(page, title) {
  return page.getByRole("button", { name: title }).click();
}

export async function say(page, text) {
  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill(text);
  await field.press("Enter");
}

/** What the timeline shows, message by message: the text, or null where it was deleted. Only what has arrived counts. */
export function shownMessages(page) {
  return page.locator('.message[data-delivery="delivered"]').evaluateAll((rows) =>
    rows.map((row) => ({
      seq: Number(row.dataset.seq),
      text: row.querySelector(".words")?.textContent ?? null,
      edited: row.querySelector(".message-meta")?.textContent.includes("edited") ?? false,
    })),
  );
}

export async function until(description, probe, withinMs = 10_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const last = await probe();
    if (last.ok) return last.value;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${description}; last seen: ${JSON.stringify(last.value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
