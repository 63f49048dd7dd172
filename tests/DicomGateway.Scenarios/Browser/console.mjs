// The console as a new user meets it, in a real browser. Called by ConsoleScenario with one argument: a JSON file that says where everything is.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const axe = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const faults = [];
const say = text => console.log(text);

const browser = await chromium.launch({
  executablePath: job.browser,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
// The console's own policy keeps foreign scripts out; only the checker of accessibility is let past it, in a context of its own.
// Colours that are still changing would be judged half way.
const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 860 } });
const page = await context.newPage();
page.on("console", message => { if (message.type() === "error" && !/40[139]|410|422/.test(message.text())) faults.push(`console: ${message.text()}`); });
page.on("pageerror", error => faults.push(`script: ${error.message}`));

// Every control is reached by Tab, in the order in which it stands, and shows that it has the focus. A page that changed meanwhile is tried again.
async function tab(name) {
  for (let tries = 0; ; tries++) {
    const before = await page.evaluate(listControls);
    const wrong = await walk(before);
    if (tries < 5 && JSON.stringify(before) !== JSON.stringify(await page.evaluate(listControls))) continue;
    faults.push(...wrong.map(text => `${name}: ${text}`));
    return;
  }
}

function listControls() {
  window.controls = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(control =>
    control.type !== "hidden" && !control.disabled && control.checkVisibility() && !(control.closest("details:not([open])") && control.tagName !== "SUMMARY"));
  return window.controls().map(control => control.outerHTML.slice(0, 90));
}

async function walk(controls) {
  await page.evaluate(() => {
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
  });
  const wrong = [];
  let reached = 0;
  for (let presses = 0; presses < controls.length * 6 && reached < controls.length; presses++) {
    await page.keyboard.press("Tab");
    const [at, isSeen] = await page.evaluate(() => {
      const active = document.activeElement, style = getComputedStyle(active);
      return [window.controls().indexOf(active), active.matches(":focus-visible") && (style.outlineStyle !== "none" || style.boxShadow !== "none")];
    });
    if (at === reached - 1) continue; // the next part of a date, or past the last
    if (at !== reached) return [...wrong, `Tab leads to ${controls[at]} where ${controls[reached]} stands`];
    if (!isSeen) wrong.push(`the focus is not seen on ${controls[at]}`);
    reached++;
  }
  return reached < controls.length ? [...wrong, `Tab does not reach ${controls[reached]}`] : wrong;
}

// What the page looks like, and what axe says of it. A page that answers a form is shown to axe by sending the form again.
async function look(name, again) {
  for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 390]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 860 });
    await page.waitForTimeout(150);
    if (job.shots) await page.screenshot({ path: `${job.shots}/${name}-${scheme}${width === 390 ? "-narrow" : ""}.png`, fullPage: width === 390 });
    if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) faults.push(`${name} is wider than ${width} pixels`);
  }
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.emulateMedia({ colorScheme: "light" });
  await tab(name);
  const free = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce", storageState: await context.storageState(), viewport: { width: 1280, height: 860 } });
  const other = await free.newPage();
  for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 390]]) {
    await other.emulateMedia({ colorScheme: scheme });
    await other.setViewportSize({ width, height: 860 });
    if (again) await again(other);
    else await other.goto(page.url());
    await other.evaluate(() => document.querySelectorAll("details").forEach(details => { details.open = true; }));
    await other.evaluate(axe);
    for (const violation of (await other.evaluate(() => window.axe.run())).violations) {
      if (["serious", "critical"].includes(violation.impact)) faults.push(`${name}, ${scheme}, ${width}: ${violation.id}: ${violation.nodes[0].html}`);
    }
  }
  await free.close();
  say(`seen ${name}`);
}

const go = path => page.goto(job.address + path);
const press = name => page.getByRole("button", { name, exact: true }).first().click();

// First start: nobody is let in but by the link.
await go("/studies");
if (!page.url().endsWith("/sign-in")) faults.push("a page is shown to nobody in particular");
await look("sign-in");
await page.goto(job.link);
await page.fill("#name", "admin");
await page.fill("#password", "password");
await page.fill("#again", "password");
await page.evaluate(() => document.querySelector("form").noValidate = true);
await press("Save and sign in");
if (!(await page.getByRole("alert").innerText()).includes("12")) faults.push("a short password is taken");
await page.fill("#name", "admin");
await page.fill("#password", job.password);
await page.fill("#again", job.password);
await press("Save and sign in");
await page.waitForURL(job.address + "/");
say("set up");
const again = await (await browser.newContext()).newPage();
if ((await again.goto(job.link)).status() !== 410) faults.push("the set-up link works twice");
await look("overview-empty");

await go("/retrieve");
await page.getByText("No PACS to ask").waitFor();
await look("retrieve-empty");

// A PACS is added and answers.
await go("/nodes");
await page.fill("#name", "main");
await page.fill("#called", job.pacs.aeTitle);
await page.fill("#host", "127.0.0.1");
await page.fill("#port", String(job.pacs.port));
await page.fill("#move", job.pacs.sendsTo);
await press("Add");
await page.getByRole("cell", { name: "main", exact: true }).waitFor();
await press("Echo");
await page.getByText("It answered in").waitFor();
say("echoed");
await look("nodes");

// A workstation that may query, and where it has studies sent to. What the file has is not changed here, and the page says so.
await page.getByRole("row", { name: "SENDER" }).getByText("From gateway.json: it is changed there").waitFor();
await page.locator("summary", { hasText: "Add a move destination" }).click();
await page.fill("#destination-title", "READER");
await page.fill("#destination-host", "127.0.0.1");
await page.fill("#destination-port", String(job.pacs.port));
await press("Add destination");
await page.getByRole("button", { name: "Echo READER" }).click();
await page.getByText("READER: ").waitFor();
async function misname(where) {
  await where.goto(job.address + "/nodes");
  await where.locator("summary", { hasText: "Add a peer" }).click();
  await where.fill("#peer-title", "READER");
  await where.fill("#peer-addresses", "somewhere\n10.0.0.0/33");
  await where.getByRole("button", { name: "Add peer", exact: true }).click();
  await where.getByRole("alert").waitFor();
}
await misname(page);
if ((await page.getByRole("alert").getByRole("listitem").count()) !== 2) faults.push("not every mistake of a peer is named at once");
await look("nodes-mistake", misname);
await page.fill("#peer-addresses", "127.0.0.1");
await page.getByRole("checkbox", { name: "trial", exact: true }).check();
await page.getByRole("checkbox", { name: "READER" }).check();
await press("Add peer");
await page.getByRole("row", { name: "READER 127.0.0.1 every AE title" }).waitFor();
page.once("dialog", dialog => dialog.accept());
await page.getByRole("row", { name: /READER 127.0.0.1:/ }).getByRole("button", { name: "Remove READER" }).click();
await page.getByText("is still named by peer 'READER'").waitFor();
await page.getByRole("row", { name: "READER 127.0.0.1 every AE title" }).getByRole("link", { name: "Edit" }).click();
await look("nodes-change");
await press("Save peer");
await page.getByText("It is saved and counts from now on.").waitFor();
say("peer added");

// The form of a search: what is wrong with it is said, and what was typed stays.
async function mistype(where) {
  await where.goto(job.address + "/retrieve");
  await where.fill("#name", "Not A Name");
  await where.fill("#description", "CHEST*");
  await where.getByRole("button", { name: "Preview", exact: true }).click();
  await where.getByRole("alert").waitFor();
}
await go("/retrieve");
await page.locator("summary", { hasText: "YAML or JSON" }).focus();
await page.keyboard.press("Enter");
if (!await page.locator("#text").isVisible()) faults.push("the criteria cannot be opened by keyboard");
await look("retrieve");
await mistype(page);
if ((await page.inputValue("#description")) !== "CHEST*") faults.push("what was typed is lost with a mistake");
await look("retrieve-mistake", mistype);
say("mistyped");

// A list is previewed, frozen and fetched.
await go("/retrieve");
await page.fill("#name", "list-of-ours");
await page.setInputFiles("#list", job.list);
await press("Preview");
await page.getByRole("heading", { name: "Freeze" }).waitFor({ timeout: 60000 });
await look("preview");
await page.fill("#why", "rehearsal");
await press("Freeze");
await page.getByRole("heading", { name: "Fetch it" }).waitFor();
await page.fill("#why", "rehearsal");
await press("Make a job");
await page.waitForURL(/\/retrieve\/jobs\//);
await press("Run");
await page.getByText(job.heldText).first().waitFor({ timeout: 120000 });
say("fetched");
await look("job");

// One held study is released with a reason.
await go("/held");
await look("held");
await page.locator("summary", { hasText: "Decide" }).first().click();
await page.getByRole("textbox").first().fill("Looked at the pixels: nothing in them");
await press("Release: let it go on as it is");
await page.getByText("is released and runs again").waitFor();
say("released");

// The result comes as a file, and the job ends by itself.
await go("/retrieve");
await page.getByRole("row").nth(1).getByRole("link").first().click();
await page.locator("#job .chip", { hasText: "Done" }).first().waitFor({ timeout: 120000 });
const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Result as CSV" }).click()]);
await file.saveAs(job.result);
await look("job-done");
await go("/studies");
await look("studies");
await page.getByRole("row").nth(1).getByRole("link").first().click();
await look("study");
await go("/");
await look("overview");
await go("/accounts");
await look("accounts");
await go("/alerts");
await look("alerts");

// Without scripts everything still works; another site's form is not taken.
const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
const bare = await plain.newPage();
await bare.goto(job.address + "/studies?state=Held");
if ((await bare.getByRole("heading", { name: "Studies" }).count()) === 0) faults.push("studies need scripts");
const forged = await context.request.post(job.address + "/theme", { form: { theme: "dark" } });
if (forged.status() !== 403) faults.push(`a form without token is answered ${forged.status()}`);
await press("Sign out");
await page.waitForURL(/sign-in/);
await go("/studies");
if (!page.url().endsWith("/sign-in")) faults.push("signing out does not sign out");

await browser.close();
for (const fault of faults) say(`FAULT ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
